import { parseArgs } from "node:util";
import type { Clock } from "../../clock.ts";
import { readConfigWithFiles } from "../../config-files.ts";
import type { DoctorReport } from "../../domain/diagnosis.ts";
import { RootcheckError } from "../../domain/errors.ts";
import { createLog } from "../../log.ts";
import { diagnoseFromOutside } from "../../wiring/doctor.ts";
import { type Paint, reportLines } from "./report-lines.ts";

/** What the doctor says in a terminal. */
export interface Said {
  readonly isWell: boolean;
  readonly text: string;
}

/** The program was called in a way that it does not know. */
export class UsageError extends RootcheckError {
  constructor(parameters: readonly string[], options?: ErrorOptions) {
    super("usage", `Wanted: npm run doctor -- [--json]. Found: ${parameters.join(" ")}.`, options);
  }
}

/** Looks at the set-up that the settings describe. @throws where it cannot be looked, or settings are wrong */
export async function runDoctor(
  { clock, paint }: { readonly clock: Clock; readonly paint: Paint },
  parameters: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Said> {
  const { json } = parsed(parameters);
  const config = await readConfigWithFiles(env);
  // Only what has no line of its own in the report, and beside it, so that the report can be passed on.
  const log = createLog("error", { write: (line) => process.stderr.write(line) });
  const report = await diagnoseFromOutside({ clock, log }, config);
  const text = json ? asJson(report) : reportLines(report, paint).join("\n");
  return { isWell: report.diagnoses.every(({ verdict }) => verdict !== "broken"), text };
}

function asJson({ diagnoses, from, until }: DoctorReport): string {
  return JSON.stringify({ from, until, diagnoses }, undefined, 2);
}

function parsed(parameters: readonly string[]): { readonly json: boolean } {
  try {
    const options = { json: { type: "boolean", default: false } } as const;
    return parseArgs({ args: [...parameters], options }).values;
  } catch (cause) {
    throw new UsageError(parameters, { cause });
  }
}
