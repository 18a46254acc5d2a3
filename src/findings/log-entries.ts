import { type LogEntry, ROOTCHECK } from "../domain/audit-log.ts";
import { type Finding, type FindingLife, findingName } from "../domain/finding.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import type { Result } from "../domain/result.ts";

export interface Decided {
  readonly before: Finding;
  readonly after: Finding;
  readonly event: FindingEvent;
  readonly place: string | undefined;
}

/** A decision as the audit log keeps it: on what, what, and how it stood before and after. */
export function decisionEntry({ before, after, event, place }: Decided): LogEntry {
  const { at, by, what } = event;
  const { kind, ...particulars } = what;
  const { subject, check } = after;
  return {
    at,
    actor: by ?? ROOTCHECK,
    action: "decision",
    subject: findingName(after.id),
    ...(place !== undefined && { place }),
    details: {
      ...(subject.kind === "account" && { account: subject.accountId }),
      check,
      decision: kind,
      ...particulars,
      before: standing(before),
      after: standing(after),
    },
  };
}

export interface Rechecked extends Omit<Decided, "after"> {
  readonly after: FindingLife;
  readonly result: Result;
}

/** A re-check as the audit log keeps it, with the requests by which AWS can tell it apart. */
export function recheckEntry({ before, after, event, result, place }: Rechecked): LogEntry {
  const awsRequestIds = [...new Set(result.evidence.flatMap(({ requestId }) => requestId ?? []))];
  return askedAgain(
    before,
    { at: event.at, by: event.by ?? ROOTCHECK, place },
    {
      answer: result.status,
      ...(awsRequestIds.length > 0 && { awsRequestIds }),
      before: standing(before),
      after: standing(after),
    },
  );
}

/** Who asked for a re-check, when and where. */
export interface Asked {
  readonly at: Date;
  readonly by: string;
  readonly place: string | undefined;
}

/** The same of one that was asked for and broke down: that somebody asked AWS is kept, whatever came of it. */
export function failedRecheckEntry(finding: Finding, asked: Asked, why: string): LogEntry {
  return askedAgain(finding, asked, { answer: "failed", why });
}

function askedAgain(
  { id, subject, check }: Finding,
  { at, by, place }: Asked,
  particulars: object,
): LogEntry {
  return {
    at,
    actor: by,
    action: "decision",
    subject: findingName(id),
    ...(place !== undefined && { place }),
    details: {
      ...(subject.kind === "account" && { account: subject.accountId }),
      check,
      decision: "re-check",
      ...particulars,
    },
  };
}

/** What a decision can change. */
function standing({ state, owner, dueAt, until, request }: FindingLife) {
  return {
    state,
    ...(owner && { owner: owner.id }),
    ...(dueAt && { dueAt }),
    ...(until && { until }),
    ...(request && { request: request.kind, requestedBy: request.by }),
  };
}
