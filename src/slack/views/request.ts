import type { ApprovalRequest } from "../../domain/finding.ts";
import { findingName } from "../../domain/finding.ts";
import type { FindingEvent } from "../../domain/finding-events.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import { type Block, bold, button, controls, type Message, paragraph, person, type Span } from "../blocks.ts";
import { findingValue } from "../finding-value.ts";
import { actionIds } from "../ids.ts";
import { literal } from "../text.ts";
import { daySpan } from "../time-words.ts";
import { viewLine, viewLines } from "./finding.ts";
import { eventSpans } from "./finding-event.ts";
import { notice } from "./notice.ts";

const TOLD = 600;
const MOST_APPROVERS = 10;

const ASKS: Record<ApprovalRequest["kind"], string> = {
  accept: " asks to accept the risk of ",
  explain: " explains ",
  extend: " asks for a later due date of ",
};

/** A request with all that somebody needs who is to answer it. */
export function requestMessage(view: FindingView, approvers: readonly string[], now: Date): Message {
  const { request } = view.finding;
  if (!request) return notice(`Nothing is asked about ${findingName(view.finding.id)} any more.`);
  const lead = [person(request.by), ASKS[request.kind], bold(findingName(view.finding.id))];
  return {
    text: notice(...lead, ": ", literal(view.finding.failure.headline, 120)).text,
    blocks: [
      paragraph(...lead, "\n", ...pleaLines(request)),
      ...viewLines(view, now),
      ...approverBlocks(approvers, request),
      controls(...answerButtons(view)),
    ],
  };
}

/** The two answers, and the way back for who asked. */
export function answerButtons({ finding }: FindingView) {
  const value = findingValue(finding);
  return [
    button({ id: actionIds.requestApprove, label: "Approve", value, style: "primary" }),
    button({ id: actionIds.requestDecline, label: "Decline…", value }),
    button({ id: actionIds.requestWithdraw, label: "Withdraw", value }),
  ];
}

/** What is asked, in one line: for a list of what waits for somebody. */
export function requestLine(view: FindingView): readonly Span[] {
  const { request } = view.finding;
  if (!request) return viewLine(view);
  return [person(request.by), ASKS[request.kind], ...viewLine(view), "\n", ...pleaLines(request)];
}

/** What became of a request, in the place where it was asked. */
export function requestOutcomeMessage(view: FindingView, outcome: FindingEvent): Message {
  const lead: readonly Span[] = [bold(findingName(view.finding.id)), ": ", ...eventSpans(outcome, person)];
  return {
    text: notice(...lead).text,
    blocks: [paragraph(...lead, ...grantedSpans(view), "\n", ...viewLine(view))],
  };
}

function grantedSpans({ finding: { state, until, exception } }: FindingView): readonly Span[] {
  if (!exception) return [];
  const asked = [", as ", person(exception.requestedBy), " asked: ", literal(exception.reason, TOLD)];
  return state === "accepted" && until ? [...asked, ". The risk is accepted until ", daySpan(until)] : asked;
}

function pleaLines({ reason, compensatingControl, ticket, until, kind }: ApprovalRequest): Span[] {
  return [
    `Reason: ${literal(reason, TOLD)}`,
    ...(compensatingControl ? [`\nMeanwhile: ${literal(compensatingControl, TOLD)}`] : []),
    ...(ticket ? [`\nTicket: ${literal(ticket, 200)}`] : []),
    ...(until ? [kind === "extend" ? "\nDue: " : "\nUntil: ", daySpan(until)] : []),
  ];
}

function approverBlocks(approvers: readonly string[], { lapsesAt }: ApprovalRequest): Block[] {
  const named = approvers
    .slice(0, MOST_APPROVERS)
    .flatMap((id, index): Span[] => [index === 0 ? "" : ", ", person(id)]);
  const who: readonly Span[] =
    named.length > 0 ? ["Can be answered by ", ...named, ", "] : ["Can be answered "];
  return [paragraph(...who, "until ", daySpan(lapsesAt), ".")];
}
