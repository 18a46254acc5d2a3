import { type Access, NotAllowedError } from "../access/access.ts";
import type { Clock } from "../clock.ts";
import { type Finding, type FindingRecord, findingName } from "../domain/finding.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import { isEnded } from "../domain/finding-life.ts";
import type { FindingPolicy } from "../domain/finding-policy.ts";
import { type Observed, observe } from "../domain/observation.ts";
import type { Result } from "../domain/result.ts";
import type { Log } from "../log.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import { findClockStart } from "../store/baseline.ts";
import type { Database, Transaction } from "../store/database.ts";
import { saveChanges } from "../store/finding-changes.ts";
import { viewOf } from "../store/finding-views.ts";
import { findFinding, lockFinding } from "../store/findings.ts";
import { FindingGoneError } from "./decide.ts";
import { changeOf } from "./finding-change.ts";
import type { RecheckOutcome } from "./finding-view.ts";
import { failedRecheckEntry, recheckEntry } from "./log-entries.ts";

export interface RecheckDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly access: Access;
  readonly policy: FindingPolicy;
  readonly appendToLog: AppendToLog;
  /**
   * Asks AWS the finding's question anew, by calls that cannot be stale. `purpose` names the re-check in AWS's own
   * logs, and is another each time, since what was read for one purpose may be kept for it: `F1042-1795597440000`.
   * @throws where the account is not there any more, or reading broke down.
   */
  readonly readFresh: (finding: Finding, purpose: string) => Promise<Result>;
  readonly ring: (findingId: number) => Promise<void>;
}

export interface RecheckRequest {
  readonly findingId: number;
  /** The Slack user id of who asks. */
  readonly by: string;
  readonly place?: string;
}

/** @throws {FindingGoneError}, {NotAllowedError}, and as `readFresh` does. */
export type Recheck = (request: RecheckRequest) => Promise<RecheckOutcome>;

/**
 * Reads what a finding stands for afresh and moves it on by the answer. It ends only by what AWS says. Who asks while
 * AWS is being asked already waits for the same answer.
 */
export function createRecheck(dependencies: RecheckDependencies): Recheck {
  const { clock, readFresh } = dependencies;
  const running = new Map<number, Promise<Result>>();

  function readOnce(finding: Finding): Promise<Result> {
    const { id } = finding;
    const purpose = `${findingName(id)}-${clock.now().getTime()}`;
    const reading = running.get(id) ?? readFresh(finding, purpose).finally(() => running.delete(id));
    running.set(id, reading);
    return reading;
  }

  return (request) => recheck({ ...dependencies, readOnce }, request);
}

interface Rechecking extends RecheckDependencies {
  readonly readOnce: (finding: Finding) => Promise<Result>;
}

async function recheck(dependencies: Rechecking, request: RecheckRequest): Promise<RecheckOutcome> {
  const { db, log, access, ring } = dependencies;
  const { findingId, by } = request;
  const finding = await findFinding(db, findingId);
  if (!finding) throw new FindingGoneError(findingId);
  const permission = await access.mayAct(by, "operator");
  if (!permission.allowed) throw new NotAllowedError(permission, "operator");
  const result = await readEntered(dependencies, { finding, request });
  await db.transaction((tx) => takeInLocked(dependencies, tx, { request, result }));
  await ring(findingId).catch((error: unknown) =>
    log.warn({ err: error, findingId }, "The queue could not be rung for a finding"),
  );
  const after = (await findFinding(db, findingId)) ?? finding;
  return { view: await viewOf(db, after), result, isOver: isEnded(after.state) };
}

/** A reading that breaks down is entered in the audit log, as one that answers is when it is taken in. */
async function readEntered(
  { db, clock, log, appendToLog, readOnce }: Rechecking,
  { finding, request }: { readonly finding: Finding; readonly request: RecheckRequest },
): Promise<Result> {
  try {
    return await readOnce(finding);
  } catch (error) {
    const { by, place, findingId } = request;
    log.warn({ err: error, findingId }, "A finding could not be re-checked");
    const why = error instanceof Error ? error.message : String(error);
    const entry = failedRecheckEntry(finding, { at: clock.now(), by, place }, why);
    await db.transaction((tx) => appendToLog(tx, [entry]));
    throw error;
  }
}

interface TakingIn {
  readonly request: RecheckRequest;
  readonly result: Result;
}

async function takeInLocked(
  { clock, policy, appendToLog }: RecheckDependencies,
  tx: Transaction,
  { request, result }: TakingIn,
): Promise<void> {
  const { findingId, by, place } = request;
  const before = await lockFinding(tx, findingId);
  if (!before) throw new FindingGoneError(findingId);
  const at = clock.now();
  const isClockRunning = (await findClockStart(tx)) !== undefined;
  const observed = observe(before, { result, readAt: at, isClockRunning }) ?? asItWas(before);
  const first: FindingEvent = { at, by, what: recheckedWith(result) };
  const { subject, check } = before;
  const change = changeOf({ subject, check, before, observed, at, first }, policy);
  await saveChanges(tx, [change]);
  await appendToLog(tx, [recheckEntry({ before, after: change.life, event: first, result, place })]);
}

function recheckedWith(result: Result): FindingEvent["what"] {
  const reason = "reason" in result ? result.reason.text : undefined;
  return { kind: "re-checked", answer: result.status, ...(reason !== undefined && { reason }) };
}

/** An answer that says nothing new. */
function asItWas({ severity, fingerprint, lastSeen, observedAt, stale }: FindingRecord): Observed {
  return { happenings: [], severity, fingerprint, lastSeen, observedAt, ...(stale && { stale }) };
}
