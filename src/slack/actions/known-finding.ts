import type { FindingView } from "../../domain/finding-view.ts";
import { FindingGoneError } from "../../findings/decide.ts";
import type { ActionDependencies } from "./action.ts";

/** The finding that a button carries the number of. @throws {FindingGoneError} */
export async function knownFinding(
  { useCases }: Pick<ActionDependencies, "useCases">,
  id: number,
): Promise<FindingView> {
  const view = await useCases.findings.find(id);
  if (!view) throw new FindingGoneError(id);
  return view;
}
