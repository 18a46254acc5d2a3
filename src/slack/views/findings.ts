import type { ModalView } from "@slack/types";
import { auditName } from "../../domain/audit.ts";
import { severities } from "../../domain/result.ts";
import type { FailurePage, SubjectFailure } from "../../domain/standing.ts";
import { type Block, button, code, context, controls, divider, modal, paragraph } from "../blocks.ts";
import { counted, figure } from "../count-words.ts";
import { actionIds, COMMAND, callbackIds } from "../ids.ts";
import { daySpan } from "../time-words.ts";
import { findingLines } from "./finding.ts";

/** Findings on one page of the modal. */
export const FINDINGS_A_PAGE = 15;

/** Which findings a page shows. */
export interface ShownPage {
  readonly auditId: number;
  readonly offset: number;
  readonly page: FailurePage;
}

/** Everything that failed in an audit, worst first, a page at a time. */
export function findingsModal(shown: ShownPage, now: Date): ModalView {
  const { auditId, page } = shown;
  if (page.goneSince) return goneModal(auditId, page.goneSince);
  return modal({
    callback: callbackIds.findings,
    title: "Findings",
    blocks:
      page.failures.length === 0
        ? [
            paragraph(`Nothing ${shown.offset > 0 ? "more " : ""}failed in audit ${auditName(auditId)}.`),
            ...turningBlocks(shown),
          ]
        : [
            context({ markup: positionOf(shown) }),
            ...groupsOf(page.failures, now),
            divider(),
            ...turningBlocks(shown),
          ],
  });
}

/** An old audit's message keeps its button. */
function goneModal(auditId: number, since: Date): ModalView {
  return modal({
    callback: callbackIds.findings,
    title: "Findings",
    blocks: [goneLine(`What failed in audit ${auditName(auditId)}`, since)],
  });
}

/** Results are kept for a while only; findings are kept. */
export function goneLine(what: string, since: Date): Block {
  return paragraph(
    ...[`${what} is not kept any more, since `, daySpan(since), ". What is open now: "],
    ...[code(`${COMMAND} findings`), "."],
  );
}

function positionOf({ auditId, offset, page }: ShownPage): string {
  const from = figure(offset + 1);
  const to = figure(offset + page.failures.length);
  return `Audit ${auditName(auditId)}  ·  ${counted(page.total, "finding")}, worst first  ·  ${from} to ${to}`;
}

/** The findings of each severity stand together, whatever order they come in. */
function groupsOf(failures: readonly SubjectFailure[], now: Date): Block[] {
  return severities.flatMap((severity): Block[] => {
    const group = failures.filter(({ failure }) => failure.severity === severity);
    if (group.length === 0) return [];
    return [divider(), ...group.map((finding) => paragraph(...findingLines(finding, now)))];
  });
}

function turningBlocks({ auditId, offset, page }: ShownPage): Block[] {
  const at = (to: number) => `${auditId} ${to}`;
  const before = at(Math.max(0, offset - FINDINGS_A_PAGE));
  const after = at(offset + FINDINGS_A_PAGE);
  const turning = [
    ...(offset > 0 ? [button({ id: actionIds.findingsPrevious, label: "Previous", value: before })] : []),
    ...(offset + FINDINGS_A_PAGE < page.total
      ? [button({ id: actionIds.findingsNext, label: "Next", value: after })]
      : []),
  ];
  return turning.length > 0 ? [controls(...turning)] : [];
}
