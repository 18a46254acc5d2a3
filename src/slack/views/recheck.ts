import { findingName } from "../../domain/finding.ts";
import type { RecheckOutcome } from "../../findings/finding-view.ts";
import type { Message, Span } from "../blocks.ts";
import { literal } from "../text.ts";
import { dateSpan } from "../time-words.ts";
import { notice } from "./notice.ts";
import { cut, spansOf } from "./phrase.ts";

const DETAIL = 240;

/** What AWS says now of what a finding stands for. */
export function recheckMessage({ view, result, isOver }: RecheckOutcome, now: Date): Message {
  const name = findingName(view.finding.id);
  const end = isOver ? `It is ${view.finding.state}.` : "It stays open until that is certain.";
  if (result.status === "fail" && result.severity === "info")
    return notice(
      `${name} is only worth a remark now: `,
      ...spansOf(cut(result.detail ?? result.summary, DETAIL), now),
      `. ${end}`,
    );
  if (result.status === "fail")
    return notice(
      `${name} still fails: `,
      ...spansOf(cut(result.detail ?? result.summary, DETAIL), now),
      ".",
    );
  if (result.status === "pass")
    return notice(`${name} passes: `, ...spansOf(cut(result.summary, DETAIL), now), `. ${end}`);
  const reason = literal(result.reason.text, DETAIL);
  if (result.status === "not_applicable") return notice(`${name} does not apply any more: ${reason}. ${end}`);
  return notice(`${name} could not be answered afresh: ${reason}.`, ...againSpans(result.reason.until));
}

function againSpans(until: Date | undefined): readonly Span[] {
  return until ? [" Ask again after ", dateSpan(until), "."] : [" It stays as it is."];
}
