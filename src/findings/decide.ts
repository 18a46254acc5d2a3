import { type Access, NotAllowedError, type People } from "../access/access.ts";
import { isGroup, type Needs } from "../access/roles.ts";
import type { Clock } from "../clock.ts";
import { RootcheckError } from "../domain/errors.ts";
import { type ApprovalRequest, type Finding, findingName } from "../domain/finding.ts";
import type { Decision, FindingEvent } from "../domain/finding-events.ts";
import { afterEvent } from "../domain/finding-life.ts";
import type { FindingPolicy } from "../domain/finding-policy.ts";
import { type Refused, refusalOf } from "../domain/finding-refusal.ts";
import type { Log } from "../log.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database, Transaction } from "../store/database.ts";
import { saveLife } from "../store/finding-changes.ts";
import { viewOf } from "../store/finding-views.ts";
import { findFinding, listEventsSince, lockFinding } from "../store/findings.ts";
import type { DecisionOutcome } from "./finding-view.ts";
import { decisionEntry } from "./log-entries.ts";
import { ASKING, answersFor } from "./ownership.ts";

export interface DecideDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly access: Access;
  readonly people: People;
  readonly policy: FindingPolicy;
  readonly appendToLog: AppendToLog;
  /** Has the messages that show a finding brought up to date. Losing the call loses nothing: a sweep finds them. */
  readonly ring: (findingId: number) => Promise<void>;
}

export interface DecisionRequest {
  readonly findingId: number;
  /** The Slack user id of who decides. */
  readonly by: string;
  readonly decision: Decision;
  /** The channel in which it was decided. */
  readonly place?: string;
  /** What the person saw; given where the decision would not be the same about anything else. */
  readonly version?: number;
}

/** A message speaks of a finding that is not there. */
export class FindingGoneError extends RootcheckError {
  constructor(id: number) {
    super("finding_gone", `There is no finding ${findingName(id)}. Ask for the findings again.`);
  }
}

/** A finding was to be given to somebody who cannot have it. */
export class AssigneeError extends RootcheckError {
  constructor(why: Unfit, options?: ErrorOptions) {
    super(
      "assignee",
      `A finding can be given to a member of this workspace who may use rootcheck, or to a user group. ${UNFIT[why]}`,
      options,
    );
  }
}

type Unfit = "no-role" | "outsider" | "no-group";

const UNFIT: Readonly<Record<Unfit, string>> = {
  "no-role":
    "This person has no role here and could not even read it: give them one first, or choose somebody else.",
  outsider:
    "Guests, bots, people of other companies and those who left cannot own one: choose somebody else.",
  "no-group": "Slack could not say who is in this group: try again, or choose another.",
};

/**
 * Decides about a finding: all of it, the log entry too, or nothing. Of two who decide at the same moment one is first,
 * and the other learns of it.
 * @throws {FindingGoneError}, {NotAllowedError} where the person may not decide that, {AssigneeError},
 * {OwnerGroupError}.
 */
export async function decide(
  dependencies: DecideDependencies,
  request: DecisionRequest,
): Promise<DecisionOutcome> {
  const { db, log, ring } = dependencies;
  const seen = await findFinding(db, request.findingId);
  if (!seen) throw new FindingGoneError(request.findingId);
  await checkPerson(dependencies, seen, request);
  const isOwner = request.decision.kind === "approve" && (await answersFor(dependencies, seen, request.by));
  const outcome = await db.transaction((tx) => decideLocked(dependencies, tx, { request, seen, isOwner }));
  if (outcome.kind === "done")
    await ring(request.findingId).catch((error: unknown) =>
      log.warn({ err: error, findingId: request.findingId }, "The queue could not be rung for a finding"),
    );
  return outcome;
}

/** Who may confirm what root was used for: any second person who answers for it. */
const SECOND_PERSON: Needs = ["operator", "approver"];

/** What a decision takes: an acceptance and an extension are an approver's to allow, an explanation a second person's. */
export function roleFor(decision: Decision, { request }: Pick<Finding, "request">): Needs {
  const answers = decision.kind === "approve" || decision.kind === "decline";
  if (!answers || !request) return "operator";
  return roleToAnswer(request.kind);
}

/** What allowing or refusing a request takes, by what is asked. */
export function roleToAnswer(kind: ApprovalRequest["kind"]): Needs {
  return kind === "explain" ? SECOND_PERSON : "approver";
}

async function checkPerson(
  { access, people }: Pick<DecideDependencies, "access" | "people">,
  finding: Finding,
  { by, decision }: DecisionRequest,
): Promise<void> {
  const needs = roleFor(decision, finding);
  const permission = await access.mayAct(by, needs);
  if (!permission.allowed) throw new NotAllowedError(permission, needs);
  if (decision.kind === "assign") await checkAssignee({ access, people }, decision.to);
}

/** Whoever is given a finding has to be there, and be able to read it. */
async function checkAssignee(
  { access, people }: Pick<DecideDependencies, "access" | "people">,
  to: string,
): Promise<void> {
  if (!isGroup(to)) {
    const permission = await access.mayAct(to, "viewer");
    if (!permission.allowed) throw new AssigneeError(permission.why === "no-role" ? "no-role" : "outsider");
    return;
  }
  await people.membersOf(to).catch((error: unknown) => {
    throw new AssigneeError("no-group", { cause: error });
  });
}

interface Deciding {
  readonly request: DecisionRequest;
  /** The finding by which the person's rights were judged. */
  readonly seen: Finding;
  readonly isOwner: boolean;
}

async function decideLocked(
  { clock, policy, appendToLog }: DecideDependencies,
  tx: Transaction,
  deciding: Deciding,
): Promise<DecisionOutcome> {
  const { request, isOwner } = deciding;
  const { findingId, by, decision } = request;
  const finding = await lockFinding(tx, findingId);
  if (!finding) throw new FindingGoneError(findingId);
  const at = clock.now();
  const refused =
    refusalOf(finding, decision, { by, at, policy, isOwner }) ??
    (await changedMeanwhile(tx, finding, deciding));
  if (refused) return refusedOutcome(tx, finding, refused);
  const event: FindingEvent = { at, by, what: decision };
  const life = afterEvent(finding, event, policy);
  await saveLife(tx, finding, { life, event });
  const after = (await findFinding(tx, findingId)) ?? finding;
  const view = await viewOf(tx, after);
  await appendToLog(tx, [decisionEntry({ before: finding, after, event, place: request.place })]);
  return { kind: "done", view, event };
}

/** What ends a request. */
const ENDING: ReadonlySet<string> = new Set<Decision["kind"]>(["approve", "decline", "withdraw"]);

/** What was seen, or what the rights were judged by, is not what is there. */
async function changedMeanwhile(
  tx: Transaction,
  finding: Finding,
  { request, seen }: Deciding,
): Promise<Refused | undefined> {
  const { decision, version } = request;
  const isUnjudged =
    roleFor(decision, finding) !== roleFor(decision, seen) || finding.owner?.id !== seen.owner?.id;
  const isChanged =
    (isUnjudged && decision.kind !== "acknowledge") ||
    (version !== undefined && version !== finding.version && !(await isSameRequest(tx, finding, request)));
  return isChanged ? { why: "changed meanwhile" } : undefined;
}

/** To answer or take back a request is about that, whatever else has happened to the finding since it was asked. */
async function isSameRequest(
  tx: Transaction,
  finding: Finding,
  { decision, version = 0 }: DecisionRequest,
): Promise<boolean> {
  if (!ENDING.has(decision.kind)) return false;
  const since = await listEventsSince(tx, finding.id, version);
  return !since.some(({ event }) => ASKING.has(event.what.kind));
}

async function refusedOutcome(tx: Transaction, finding: Finding, refused: Refused): Promise<DecisionOutcome> {
  const [last] = await listEventsSince(tx, finding.id, finding.version - 1);
  return { kind: "refused", ...refused, view: await viewOf(tx, finding), ...(last && { last: last.event }) };
}
