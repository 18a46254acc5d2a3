import type { Account } from "../domain/account.ts";
import { type Audit, auditName } from "../domain/audit.ts";
import type { StoredCanonicalId } from "../domain/canonical-id.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { FindingsShown } from "../domain/findings-shown.ts";
import type { AccountReading } from "../domain/result.ts";
import { findLatestReading } from "../store/account-reads.ts";
import { findCanonicalId } from "../store/canonical-ids.ts";
import { findingsOfReading } from "./findings-shown.ts";
import { type RequestAuditDependencies, startAudit } from "./request-audit.ts";
import type { AuditEndings } from "./wait-for-audit.ts";

/** One account on one screen. */
export interface AccountReport extends Pick<FindingsShown, "findings"> {
  readonly account: Account;
  /** Absent if it has not been read yet. */
  readonly reading?: AccountReading;
  /** Absent if nobody has asked for it yet. */
  readonly canonicalId?: StoredCanonicalId;
}

export interface LookUpDependencies extends RequestAuditDependencies {
  readonly endings: AuditEndings;
  /** Moves the findings on by what an audit that is over has read. */
  readonly follow: (auditId: number) => Promise<void>;
}

export interface LookUp {
  readonly account: Account;
  readonly requestedBy: string;
  /** The channel in which it was asked. */
  readonly askedIn: string;
  /** A reading that is younger will do. */
  readonly maxAgeMilliseconds: number;
}

/** The account was not read to the end, and an older reading would not be an answer. */
export class LookUpFailedError extends RootcheckError {
  constructor({ id, state }: Audit) {
    super("look_up_failed", `The account could not be read: audit ${auditName(id)} was ${state}. Ask again.`);
  }
}

const PATIENCE_MILLISECONDS = 5 * 60_000;

/**
 * An account's newest reading; where that is missing or too old, the account is read first. Reading for a look-up
 * is an audit like any other, only that nobody but the asker is told.
 * @throws {AuditTakesLongerError} after five minutes, {LookUpFailedError} where the audit did not come to its end.
 */
export async function lookUpAccount(
  dependencies: LookUpDependencies,
  request: LookUp,
): Promise<AccountReport> {
  const { db, clock, endings } = dependencies;
  const { account, requestedBy, askedIn, maxAgeMilliseconds } = request;
  const latest = await findLatestReading(db, account.id);
  if (latest && isWhole(latest) && clock.now().getTime() - latest.readAt.getTime() < maxAgeMilliseconds)
    return findAccountReport(dependencies, account);
  const scope = { kind: "account", accountId: account.id } as const;
  const { id } = await startAudit(dependencies, { scope, requestedBy, askedIn });
  const audit = await endings.wait(id, PATIENCE_MILLISECONDS);
  if (audit.state !== "finished") throw new LookUpFailedError(audit);
  await dependencies.follow(id);
  return findAccountReport(dependencies, account);
}

/** An audit of many accounts does not wait for what AWS answers slowly. */
function isWhole({ results }: AccountReading): boolean {
  return !results.some((result) => result.status === "unknown" && result.reason.code === "not-read-yet");
}

/** An account's newest reading as it is in the store. */
export async function findAccountReport(
  { db }: Pick<LookUpDependencies, "db">,
  account: Account,
): Promise<AccountReport> {
  const [reading, canonicalId] = await Promise.all([
    findLatestReading(db, account.id),
    findCanonicalId(db, account.id),
  ]);
  const identity = { account, ...(canonicalId && { canonicalId }) };
  return reading ? { ...identity, reading, ...(await findingsOfReading(db, reading)) } : identity;
}
