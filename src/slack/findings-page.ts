import type { ModalView } from "@slack/types";
import type { ActionDependencies, ActionRequest } from "./actions/action.ts";
import { numberIn } from "./button-number.ts";
import { FINDINGS_A_PAGE, findingsModal } from "./views/findings.ts";

/** The page of findings that a button asks for: the audit's number, and how many findings come before. */
export async function findingsPage(
  { useCases, now }: ActionDependencies,
  { value }: Pick<ActionRequest, "value">,
): Promise<ModalView> {
  const [id = "", before = "0"] = value.split(" ");
  const auditId = numberIn(id);
  const offset = numberIn(before);
  const page = await useCases.listFailures(auditId, { offset, limit: FINDINGS_A_PAGE });
  return findingsModal({ auditId, offset, page }, now());
}
