import PQueue from "p-queue";
import type { CheckPolicy } from "../checks/check.ts";
import { unreadBecause } from "../checks/coverage.ts";
import { evaluate, evaluateNotActive, notActive } from "../checks/evaluate.ts";
import { checks } from "../checks/index.ts";
import { type Clock, sleep } from "../clock.ts";
import type { Account } from "../domain/account.ts";
import { auditName } from "../domain/audit.ts";
import type { Read } from "../domain/read.ts";
import type { Reason, Result } from "../domain/result.ts";
import { isReadFact, type ReadFacts, readAgainAt } from "../domain/root-facts.ts";
import type { Log } from "../log.ts";
import { listDoneAccountIds, type ReadingSummary, saveReading } from "../store/account-reads.ts";
import type { Lease } from "../store/audit-leases.ts";
import { addAwsCalls, findAudit } from "../store/audits.ts";
import type { AccountReader, CallCount, CallCounter } from "./account-reader.ts";
import { type AccountsInScopeDependencies, accountsInScope } from "./accounts-in-scope.ts";
import { LeaseLostError } from "./lease.ts";
import type { OrganizationReader } from "./organization-reader.ts";
import type { Profiles } from "./profiles.ts";
import { beginOrganization } from "./read-organization.ts";

export interface ReadScopeDependencies extends AccountsInScopeDependencies {
  readonly reader: Pick<AccountReader, "readAccount"> & OrganizationReader & CallCounter;
  readonly profiles: Profiles;
  readonly policy: Omit<CheckPolicy, "at">;
  readonly clock: Clock;
  readonly log: Log;
  /** How many accounts are read at the same time. */
  readonly concurrency: number;
  /** Called after each account. */
  readonly onProgress: (auditId: number) => void;
  /** Called for each reading of an account, once it is stored. */
  readonly onRead?: (outcome: ReadOutcome) => void;
}

/** What a reading came to: nothing to read, another to follow, all answers, only some, or none for a reason. */
export type ReadOutcome = "not-active" | "provisional" | "complete" | "partial" | Reason["code"];

/** How many times the accounts that are being read may be listed ahead, so that AWS's limit on listing is used up. */
const LOOK_AHEAD = 10;
/** How often accounts are asked again for what AWS was still preparing, or could not be reached for. */
const ROUNDS = 4;
/** How long an account that AWS could not be reached for waits before it is read again. */
const OUTAGE_MILLISECONDS = 5_000;

const wanted = [...new Set(checks.flatMap((check) => check.needs))].filter(isReadFact);

/** An account to be read, with what an earlier round found. */
interface Task {
  readonly account: Account;
  readonly earlier?: ReadFacts;
}

/** A task that AWS was not ready, or not there, for. */
interface Later extends Task {
  readonly at: Date;
}

/**
 * Reads, judges and stores every account of an audit that has not been read yet, and the organization itself. Accounts whose credential
 * report AWS is still preparing keep nobody waiting: they are stored as they are and asked for it a little later.
 * The first failure ends it all.
 */
export async function readScope(
  dependencies: ReadScopeDependencies,
  lease: Lease,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock, concurrency, onProgress } = dependencies;
  const audit = await findAudit(db, lease.auditId);
  if (!audit) throw new LeaseLostError(lease.auditId);
  const readsProfiles = audit.scope.kind === "account";
  const done = new Set(await listDoneAccountIds(db, lease.auditId));
  const queue = new PQueue({ concurrency });
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  using calls = dependencies.reader.countCalls(auditName(lease.auditId));

  async function readOne(task: Task): Promise<Later | undefined> {
    either.throwIfAborted();
    const later = await readAndSave(dependencies, { task, lease, calls, readsProfiles, signal: either });
    onProgress(lease.auditId);
    return later;
  }

  async function readToTheEnd(account: Account): Promise<void> {
    let later = await queue.add(() => readOne({ account }));
    for (let round = 0; later && round < ROUNDS; round += 1) {
      const again = later;
      await sleep(clock, Math.max(0, again.at.getTime() - clock.now().getTime()), either);
      later = await queue.add(() => readOne(again), { priority: 1 });
    }
  }

  const organization = beginOrganization(dependencies, { audit, lease, signal: either });
  const readings: Promise<void>[] = [];
  const untilFailed = (work: Promise<void>) => work.catch((error) => failed.abort(error));
  try {
    for await (const page of accountsInScope(dependencies, lease, audit)) {
      const unread = page.filter(({ id }) => !done.has(id));
      readings.push(...unread.map((account) => untilFailed(readToTheEnd(account))));
      await queue.onSizeLessThan(concurrency * LOOK_AHEAD);
      either.throwIfAborted();
    }
    if (organization) readings.push(untilFailed(organization.judge()));
    await Promise.all(readings);
    either.throwIfAborted();
    await organization?.conclude();
  } finally {
    failed.abort(new Error("The reading is over."));
    queue.clear();
    await addAwsCalls(db, lease, calls.take());
  }
}

interface Reading {
  readonly task: Task;
  readonly lease: Lease;
  readonly calls: CallCount;
  readonly readsProfiles: boolean;
  readonly signal: AbortSignal;
}

async function readAndSave(
  dependencies: ReadScopeDependencies,
  { task, lease, calls, readsProfiles, signal }: Reading,
): Promise<Later | undefined> {
  const { db, clock, profiles, policy, onRead } = dependencies;
  const { account } = task;

  async function save(results: ReturnType<typeof evaluate>, summary: ReadingSummary): Promise<void> {
    const reading = { accountId: account.id, readAt: clock.now(), results };
    const found = { reading, ...summary, awsCalls: calls.take() };
    if (!(await saveReading(db, lease, found))) throw new LeaseLostError(lease.auditId);
    onRead?.(outcomeOf(results, summary));
  }

  const why = notActive(account);
  if (why) {
    await save(evaluateNotActive(account, why, clock.now()), { active: false, isProvisional: false });
    return undefined;
  }
  const purpose = auditName(lease.auditId);
  const [facts, profile] = await Promise.all([
    dependencies.reader.readAccount({ ...task, wanted, purpose }, signal),
    readsProfiles ? profiles.fresh(account, purpose, signal) : profiles.stored(account.id),
  ]);
  const results = evaluate({ account, ...facts, ...profile }, { ...policy, at: clock.now() });
  const at = readAgainAt(facts) ?? onceReachable(facts, clock.now());
  await save(results, {
    active: true,
    unread: unreadBecause(results)?.code,
    isProvisional: at !== undefined,
  });
  return at && { account, earlier: facts, at };
}

function outcomeOf(
  results: readonly Result[],
  { active, unread, isProvisional }: ReadingSummary,
): ReadOutcome {
  if (!active) return "not-active";
  if (isProvisional) return "provisional";
  return unread ?? (results.some(({ status }) => status === "unknown") ? "partial" : "complete");
}

/** An outage may outlast the SDK's patience, which all accounts share, and must not cost an account its answers. */
function onceReachable(facts: ReadFacts, now: Date): Date | undefined {
  const reads = Object.values<Read<unknown>>({ ...facts });
  const isUnreached = reads.some((read) => !read.known && read.why.code === "unreachable");
  return isUnreached ? new Date(now.getTime() + OUTAGE_MILLISECONDS) : undefined;
}
