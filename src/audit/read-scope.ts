import PQueue from "p-queue";
import type { AccountDirectory } from "../accounts/directory.ts";
import { evaluate, evaluateNotActive, notActive } from "../checks/evaluate.ts";
import { checks } from "../checks/index.ts";
import { type Clock, sleep } from "../clock.ts";
import type { Account } from "../domain/account.ts";
import { type Audit, auditName } from "../domain/audit.ts";
import type { AccountReading } from "../domain/result.ts";
import { readAgainAt } from "../domain/root-facts.ts";
import type { Log } from "../log.ts";
import { listReadAccountIds, saveReading } from "../store/account-reads.ts";
import { findAudit, type Lease, setAccountsInScope } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import type { AccountReader } from "./account-reader.ts";
import { LeaseLostError } from "./lease.ts";

export interface ReadScopeDependencies {
  readonly db: Database;
  readonly directory: AccountDirectory;
  readonly reader: AccountReader;
  readonly clock: Clock;
  readonly log: Log;
  /** How many accounts are read at the same time. */
  readonly concurrency: number;
  /** Called after each account. */
  readonly onProgress: (auditId: number) => void;
}

/** How often accounts are asked again for what AWS was still preparing. */
const ROUNDS = 4;

const wanted = [...new Set(checks.flatMap((check) => check.needs))];

interface Later {
  readonly account: Account;
  readonly at: Date;
}

/**
 * Reads, judges and stores every account of an audit that has not been read yet. Accounts whose credential
 * report AWS is still preparing keep nobody waiting: they are stored as they are and read again at the end.
 */
export async function readScope(
  dependencies: ReadScopeDependencies,
  lease: Lease,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = dependencies;
  let accounts = await listUnread(dependencies, lease);
  for (let round = 0; accounts.length > 0; round += 1) {
    const later = await readAll(dependencies, { lease, accounts, signal });
    if (later.length === 0 || round === ROUNDS) return;
    const latest = Math.max(...later.map(({ at }) => at.getTime()));
    await sleep(clock, Math.max(0, latest - clock.now().getTime()), signal);
    accounts = later.map(({ account }) => account);
  }
}

async function listUnread(
  { db, directory }: ReadScopeDependencies,
  lease: Lease,
): Promise<readonly Account[]> {
  const audit = await findAudit(db, lease.auditId);
  if (!audit) throw new LeaseLostError(lease.auditId);
  const accounts = await accountsIn(directory, audit);
  const inScope = new Set(
    await setAccountsInScope(
      db,
      lease,
      accounts.map(({ id }) => id),
    ),
  );
  const read = new Set(await listReadAccountIds(db, lease.auditId));
  return accounts.filter(({ id }) => inScope.has(id) && !read.has(id));
}

async function accountsIn(directory: AccountDirectory, { id, scope }: Audit): Promise<readonly Account[]> {
  const account = await directory.describe(scope.accountId, auditName(id));
  return account ? [account] : [];
}

interface Batch {
  readonly lease: Lease;
  readonly accounts: readonly Account[];
  readonly signal: AbortSignal;
}

async function readAll(
  dependencies: ReadScopeDependencies,
  { lease, accounts, signal }: Batch,
): Promise<readonly Later[]> {
  const { db, concurrency, onProgress } = dependencies;
  const queue = new PQueue({ concurrency });
  const later: Later[] = [];

  async function readOne(account: Account): Promise<void> {
    signal.throwIfAborted();
    const { reading, again } = await takeReading(dependencies, {
      account,
      purpose: auditName(lease.auditId),
      signal,
    });
    if (!(await saveReading(db, lease, reading))) throw new LeaseLostError(lease.auditId);
    if (again) later.push({ account, at: again });
    onProgress(lease.auditId);
  }

  try {
    await Promise.all(accounts.map((account) => queue.add(() => readOne(account))));
    return later;
  } finally {
    queue.clear();
  }
}

interface Taking {
  readonly account: Account;
  readonly purpose: string;
  readonly signal: AbortSignal;
}

async function takeReading(
  { reader, clock }: ReadScopeDependencies,
  { account, purpose, signal }: Taking,
): Promise<{ readonly reading: AccountReading; readonly again?: Date | undefined }> {
  const accountId = account.id;
  const why = notActive(account);
  if (why)
    return {
      reading: { accountId, readAt: clock.now(), results: evaluateNotActive(account, why, clock.now()) },
    };
  const facts = await reader.readAccount({ account, wanted, purpose }, signal);
  return { reading: { accountId, readAt: clock.now(), results: evaluate(facts) }, again: readAgainAt(facts) };
}
