import type { FindingLife, FindingState } from "./finding.ts";
import {
  type Decision,
  decisionKinds,
  type FindingEvent,
  type Happening,
  type Plea,
} from "./finding-events.ts";
import { daysAfter, daysFor, type FindingPolicy, REQUEST_DAYS } from "./finding-policy.ts";
import type { Severity } from "./result.ts";

/** The life that an event leads to. What may be decided when is judged before, by {@link refusalOf}. */
export function afterEvent(
  life: FindingLife | undefined,
  { at, by, what }: FindingEvent,
  policy: FindingPolicy,
): FindingLife {
  if (!life) return opened(undefined, what, { at, policy });
  if (!isDecision(what)) return afterHappening(life, what, { at, policy });
  return by === undefined ? life : afterDecision(life, what, { at, by });
}

/** The life that events lead to, from the first on; undefined for none. */
export function replayed(events: readonly FindingEvent[], policy: FindingPolicy): FindingLife | undefined {
  return events.reduce<FindingLife | undefined>((life, event) => afterEvent(life, event, policy), undefined);
}

/** When the finding comes to the end of a snooze, an accepted risk or an unanswered request; undefined if never. */
export function nextExpiry({ state, until, request }: FindingLife): Date | undefined {
  const ends = [isPutAside(state) ? until : undefined, request?.lapsesAt].filter((end) => end !== undefined);
  return ends.sort((one, other) => one.getTime() - other.getTime())[0];
}

/** Whatever needs somebody to act: nobody has put it aside, and it is not over. */
export const NEEDING: readonly FindingState[] = ["open", "acknowledged"];

/** Whether nobody has to act on it for a while, or ever: by a person's decision. */
export function isPutAside(state: FindingLife["state"]): boolean {
  return state === "snoozed" || state === "accepted" || state === "explained";
}

export function isEnded(state: FindingLife["state"]): boolean {
  return state === "resolved" || state === "closed";
}

const DECISIONS: ReadonlySet<string> = new Set(decisionKinds);

export function isDecision(what: FindingEvent["what"]): what is Decision {
  return DECISIONS.has(what.kind);
}

interface Decided {
  readonly at: Date;
  readonly by: string;
}

function afterDecision(life: FindingLife, what: Decision, { at, by }: Decided): FindingLife {
  switch (what.kind) {
    case "acknowledge":
      return { ...life, state: "acknowledged", owner: { id: by, since: at } };
    case "assign":
      return { ...life, state: "acknowledged", owner: { id: what.to, since: at } };
    case "snooze":
      return { ...life, state: "snoozed", until: what.until, wasSnoozed: true };
    case "ask to accept":
    case "explain":
    case "ask to extend":
      return { ...life, request: requestOf(what, { at, by }) };
    case "approve":
      return approved(life, { at, by });
    case "decline":
    case "withdraw":
      return withoutRequest(life);
    case "reopen":
      return { ...active(life), state: life.owner ? "acknowledged" : "open" };
  }
}

const REQUEST_KINDS = {
  "ask to accept": "accept",
  explain: "explain",
  "ask to extend": "extend",
} as const;

function requestOf(what: Extract<Decision, Plea>, { at, by }: Decided): NonNullable<FindingLife["request"]> {
  const { kind, ...plea } = what;
  return { kind: REQUEST_KINDS[kind], by, at, lapsesAt: daysAfter(at, REQUEST_DAYS), ...plea };
}

function approved(life: FindingLife, { at, by }: Decided): FindingLife {
  const { request } = life;
  if (!request) return life;
  const rest = withoutRequest(life);
  if (request.kind === "extend") return request.until ? { ...rest, dueAt: request.until } : rest;
  const { reason, compensatingControl, ticket, until } = request;
  const exception = {
    reason,
    ...(compensatingControl !== undefined && { compensatingControl }),
    ...(ticket !== undefined && { ticket }),
    requestedBy: request.by,
    approvedBy: by,
    at,
  };
  const { until: _, ...lasting } = rest;
  if (request.kind === "explain") return { ...lasting, state: "explained", exception };
  return { ...lasting, state: "accepted", exception, ...(until && { until }) };
}

interface Happened {
  readonly at: Date;
  readonly policy: FindingPolicy;
}

function afterHappening(life: FindingLife, what: Happening, happened: Happened): FindingLife {
  const { at, policy } = happened;
  switch (what.kind) {
    case "failed again":
      return opened(life, what, happened);
    case "changed":
      return life.state === "open" ? withoutRequest(life) : opened(life, what, happened);
    case "expired":
      return life.state === "snoozed" ? awake(life) : opened(life, what, happened);
    case "worsened":
      return worsened(life, what, happened);
    case "clock started":
      return { ...life, ...dueAt(dueAfter(at, what.severity, policy)) };
    case "lapsed":
      return withoutRequest(life);
    case "resolved":
    case "closed":
      return { ...active(life), state: what.kind, endedAt: at };
    case "re-checked":
    case "found": // it begins a life and is never met within one
      return life;
  }
}

type Worsened = Extract<Happening, { readonly kind: "worsened" }>;

/** What has got worse is not what was put aside: it is open again. What has been asked about it waits on. */
function worsened(life: FindingLife, what: Worsened, happened: Happened): FindingLife {
  const sooner = earlierDue(life, dueAfter(happened.at, what.severity, happened.policy));
  if (!isPutAside(life.state)) return { ...life, ...sooner };
  const asked = life.request && { request: life.request };
  if (life.state === "snoozed") return { ...awake(life), ...sooner, ...asked };
  return { ...opened(life, what, happened), ...asked };
}

/** Open after a snooze, which did not change when it is due. */
function awake(life: FindingLife): FindingLife {
  return { ...active(life), state: "open", reopened: life.reopened + 1 };
}

/** Open anew. Whoever owned it is still named, and has to take it on again. */
function opened(
  life: FindingLife | undefined,
  what: Decision | Happening,
  { at, policy }: Happened,
): FindingLife {
  const isCounted = "isClockRunning" in what && what.isClockRunning;
  const due = isCounted ? dueAfter(at, what.severity, policy) : undefined;
  return {
    state: "open",
    openedAt: at,
    reopened: life ? life.reopened + 1 : 0,
    wasSnoozed: false,
    ...(life?.owner && { owner: life.owner }),
    ...(due && { dueAt: due }),
  };
}

/** Without what put it aside, and without a request about that. */
function active({ until, exception, request, ...life }: FindingLife): FindingLife {
  return life;
}

function withoutRequest({ request, ...life }: FindingLife): FindingLife {
  return life;
}

function dueAfter(at: Date, severity: Severity, { dueDays }: FindingPolicy): Date | undefined {
  const days = daysFor(dueDays, severity);
  return days === undefined ? undefined : daysAfter(at, days);
}

function dueAt(at: Date | undefined): Pick<FindingLife, "dueAt"> {
  return at ? { dueAt: at } : {};
}

/** What gets worse is due sooner; nothing becomes due before the clock is started. */
function earlierDue(life: FindingLife, due: Date | undefined): Pick<FindingLife, "dueAt"> {
  return life.dueAt && due && due < life.dueAt ? { dueAt: due } : {};
}
