import { type Access, NotAllowedError } from "../access/access.ts";
import type { Clock } from "../clock.ts";
import type { Finding, FindingRecord } from "../domain/finding.ts";
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
import { recheckEntry } from "./log-entries.ts";

export interface RecheckDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly access: Access;
  readonly policy: FindingPolicy;
  readonly appendToLog: AppendToLog;
  /**
   * Asks AWS the finding's question anew, by calls that cannot be stale.
   * @throws where the account is not there any more, or reading broke down.
   */
  readonly readFresh: (finding: Finding) => Promise<Result>;
  readonly ring: (findingId: number) => Promise<void>;
}

export interface RecheckRequest {
  readonly findingId: number;
  /** The Slack user id of who asks. */
  readonly by: string;
  readonly place?: string;
}

/**
 * Reads what a finding stands for afresh and moves it on by the answer. It ends only by what AWS says.
 * @throws {FindingGoneError}, {NotAllowedError}, and as `readFresh` does.
 */
export async function recheck(
  dependencies: RecheckDependencies,
  request: RecheckRequest,
): Promise<RecheckOutcome> {
  const { db, log, access, readFresh, ring } = dependencies;
  const { findingId, by } = request;
  const finding = await findFinding(db, findingId);
  if (!finding) throw new FindingGoneError(findingId);
  const permission = await access.mayAct(by, "operator");
  if (!permission.allowed) throw new NotAllowedError(permission, "operator");
  const result = await readFresh(finding);
  await db.transaction((tx) => takeInLocked(dependencies, tx, { request, result }));
  await ring(findingId).catch((error: unknown) =>
    log.warn({ err: error, findingId }, "The queue could not be rung for a finding"),
  );
  const after = (await findFinding(db, findingId)) ?? finding;
  return { view: await viewOf(db, after), result, isOver: isEnded(after.state) };
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
