import type { FindingRecord } from "./finding.ts";
import type { Decision, Refusal } from "./finding-events.ts";
import { isEnded, isPutAside } from "./finding-life.ts";
import { daysAfter, daysFor, type FindingPolicy } from "./finding-policy.ts";

/** Who decides, and when. */
export interface DecidedBy {
  readonly by: string;
  readonly at: Date;
  readonly policy: FindingPolicy;
  /** Whether this person answers for it: is the owner, alone or in a group, by the rules too, or was since it was asked about. */
  readonly isOwner: boolean;
}

/** Why a decision is not possible, with the latest date that would be, where there is one. */
export interface Refused {
  readonly why: Refusal;
  readonly latest?: Date;
}

/** The check that asks whether root was used; only such a finding can be explained. */
const USE_OF_ROOT = "root-unused";

/** Why somebody's decision about a finding is not possible; undefined if it is. Roles are not judged here. */
export function refusalOf(
  finding: FindingRecord,
  decision: Decision,
  decided: DecidedBy,
): Refused | undefined {
  const { state, request } = finding;
  if (isEnded(state)) return { why: "over" };
  switch (decision.kind) {
    case "acknowledge":
      return refusedAcknowledgement(state);
    case "assign":
      return isPutAside(state) ? { why: "put aside" } : undefined;
    case "snooze":
      return refusedSnooze(finding, decision.until, decided);
    case "ask to accept":
    case "ask to extend":
    case "explain":
      return refusedRequest(finding, decision, decided);
    case "approve":
      return refusedApproval(finding, decided);
    case "decline":
      return request ? undefined : { why: "no request" };
    case "withdraw":
      if (!request) return { why: "no request" };
      return request.by === decided.by ? undefined : { why: "not one's own request" };
    case "reopen":
      return isPutAside(state) ? undefined : { why: "not put aside" };
  }
}

function refusedAcknowledgement(state: FindingRecord["state"]): Refused | undefined {
  if (isPutAside(state)) return { why: "put aside" };
  return state === "acknowledged" ? { why: "already owned" } : undefined;
}

function refusedSnooze(finding: FindingRecord, until: Date, decided: DecidedBy): Refused | undefined {
  if (isPutAside(finding.state)) return { why: "put aside" };
  if (finding.wasSnoozed) return { why: "snoozed before" };
  return refusedDate(until, decided.at, daysFor(decided.policy.snoozeDays, finding.severity));
}

type Asking = Extract<Decision, { readonly kind: "ask to accept" | "ask to extend" | "explain" }>;

function refusedRequest(
  finding: FindingRecord,
  asking: Asking,
  { at, policy }: DecidedBy,
): Refused | undefined {
  const { severity, request, state, check, dueAt } = finding;
  if (request) return { why: "request pending" };
  if (asking.kind === "explain") {
    if (check !== USE_OF_ROOT) return { why: "not a use of root" };
    return state === "explained" || state === "accepted" ? { why: "put aside" } : undefined;
  }
  if (asking.kind === "ask to accept")
    return refusedDate(asking.until, at, daysFor(policy.acceptanceDays, severity));
  if (!dueAt) return { why: "nothing due" };
  if (asking.until <= dueAt) return { why: "in the past" };
  const latest = daysFor(policy.dueDays, severity);
  return refusedDate(asking.until, dueAt > at ? dueAt : at, latest);
}

/** Neither who asked nor who answers for the finding may allow it, and not past the date up to which that is possible now. */
function refusedApproval({ request, severity }: FindingRecord, decided: DecidedBy): Refused | undefined {
  const { by, at, isOwner, policy } = decided;
  if (!request) return { why: "no request" };
  if (request.by === by) return { why: "own request" };
  if (isOwner) return { why: "own finding" };
  if (request.until && request.until <= at) return { why: "in the past" };
  if (request.kind !== "accept" || !request.until) return undefined;
  return refusedDate(request.until, at, daysFor(policy.acceptanceDays, severity));
}

/** A date has to come, and within so many days. */
function refusedDate(until: Date, from: Date, days: number | undefined): Refused | undefined {
  if (until <= from) return { why: "in the past" };
  const latest = daysAfter(from, days ?? 0);
  return until > latest ? { why: "too long", latest } : undefined;
}
