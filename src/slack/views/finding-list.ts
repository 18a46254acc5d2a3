import type { FindingView } from "../../domain/finding-view.ts";
import type { FindingFilter, FindingPage } from "../../findings/finding-view.ts";
import { type Block, button, context, controls, header, type Message, paragraph } from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, figure } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { LIST_PAGE, type ListPlace, listPlaceText } from "../list-place.ts";
import { viewBlocks, viewLine } from "./finding.ts";
import { notice } from "./notice.ts";
import { answerButtons, requestLine } from "./request.ts";
import { bySeverity } from "./results.ts";

/** What each list is a list of, and what is said where there is none. */
const LISTS: Record<FindingFilter, { readonly one: string; readonly many: string; readonly none: string }> = {
  open: { one: "open finding", many: "open findings", none: "Nothing is open" },
  mine: { one: "finding of yours", many: "findings of yours", none: "Nothing is yours" },
  acknowledged: {
    one: "acknowledged finding",
    many: "acknowledged findings",
    none: "Nothing is acknowledged",
  },
  accepted: { one: "finding put aside", many: "findings put aside", none: "Nothing is put aside" },
  overdue: { one: "overdue finding", many: "overdue findings", none: "Nothing is overdue" },
  requests: {
    one: "request waiting for an answer",
    many: "requests waiting for an answer",
    none: "No request waits for an answer",
  },
};

/** A page of findings, worst first, each with what can be done about it. */
export function findingListMessage(
  { place, page }: { readonly place: ListPlace; readonly page: FindingPage },
  now: Date,
): Message {
  const { filter, accountId } = place;
  const { total, counts, findings } = page;
  const where = accountId ? ` in account ${accountId}` : "";
  const { one, many, none } = LISTS[filter];
  if (total === 0) return notice(`${none}${where}.`);
  const headline = `${counted(total, one, many)}${where}: ${bySeverity(counts)}`;
  return {
    text: headline,
    blocks: withinBudget(findings.length, (shown) => [
      header(headline),
      context(positionOf(place, page)),
      ...findings
        .slice(0, shown)
        .flatMap((view) => (filter === "requests" ? requestBlocks(view) : viewBlocks(view, now, place))),
      ...findings.slice(shown).map((view) => paragraph(...viewLine(view))),
      ...turningBlocks(place, page),
    ]),
  };
}

/** Whoever sees a request may press: whether they may answer it is judged then. */
function requestBlocks(view: FindingView): Block[] {
  return [paragraph(...requestLine(view)), controls(...answerButtons(view))];
}

function positionOf({ offset }: ListPlace, { findings }: FindingPage): string {
  return `Worst first  ·  ${figure(offset + 1)} to ${figure(offset + findings.length)}`;
}

function turningBlocks(place: ListPlace, { total, findings }: FindingPage): Block[] {
  const { filter, offset } = place;
  const at = (to: number) => listPlaceText({ ...place, offset: to });
  const before = at(Math.max(0, offset - LIST_PAGE));
  const turning = [
    ...(offset > 0 ? [button({ id: actionIds.findingsListPrevious, label: "Previous", value: before })] : []),
    ...(offset + findings.length < total
      ? [button({ id: actionIds.findingsListNext, label: "Next", value: at(offset + LIST_PAGE) })]
      : []),
    ...(total > 1 && filter !== "requests"
      ? [button({ id: actionIds.findingsSeveral, label: "Choose several…", value: at(offset) })]
      : []),
  ];
  return turning.length > 0 ? [controls(...turning)] : [];
}
