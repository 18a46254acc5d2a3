import type { DiagnosisArea } from "../../domain/diagnosis.ts";
import type { Judgement } from "./judgement.ts";

/** One line of the doctor's, made of what was seen. */
export interface Line<What> {
  readonly area: DiagnosisArea;
  readonly subject: string;
  readonly tried: string;
  judge(what: What): Judgement;
}
