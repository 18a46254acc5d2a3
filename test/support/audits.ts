import { evaluate } from "../../src/checks/evaluate.ts";
import type { Account } from "../../src/domain/account.ts";
import type { Audit, Scope } from "../../src/domain/audit.ts";
import { known, type UnreadableCode } from "../../src/domain/read.ts";
import type { AccountReading, Result, Severity } from "../../src/domain/result.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import { saveProfile } from "../../src/store/account-profiles.ts";
import { type ReadingSummary, saveReading } from "../../src/store/account-reads.ts";
import { claimAudit, type Lease } from "../../src/store/audit-leases.ts";
import { closeAudit, findAudit, insertOrJoinAudit, setAccountsInScope } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { saveOrganizationReading } from "../../src/store/organization-reads.ts";
import { accountFacts, sampleAccount, samplePolicy } from "./root-facts.ts";

export const organization: Scope = { kind: "organization" };

/** So many seconds after the beginning of the tests' day. */
export const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds));
export const DAY_SECONDS = 86_400;

/** The id of the account with this number. */
export function idOf(number: number): string {
  return String(number).padStart(12, "0");
}

/** An active member account, called after its number. */
export function accountOf(number: number, given: Partial<Account> = {}): Account {
  const { id, name, email } = {
    id: idOf(number),
    name: `team-${number}`,
    email: `aws-${number}@example.com`,
  };
  return { id, name, email, state: "ACTIVE", isManagement: false, partition: "aws", ouPath: [], ...given };
}

/** Stores the name that IAM gives the sign-in page of the account with this number. */
export async function nameByAlias(db: Database, number: number, alias: string): Promise<void> {
  const { securityContactSet, primaryContact, aliases, administrators } = accountFacts();
  if (!aliases.known) throw new Error("the sample's aliases are known");
  const profile = {
    ...{ securityContactSet, primaryContact, administrators },
    aliases: known([alias], aliases.origin),
  };
  await saveProfile(db, idOf(number), { profile, at: at(0) });
}

export function pass(check: string): Result {
  return { check, status: "pass", summary: ["none"], evidence: [] };
}

export function fail(check: string, severity: Severity = "high"): Result {
  return {
    check,
    status: "fail",
    severity,
    headline: `${check} fails`,
    summary: ["one"],
    evidence: [],
    fingerprint: {},
  };
}

export function unknown(check: string, code: UnreadableCode = "access-denied"): Result {
  return { check, status: "unknown", summary: [], reason: { code, text: `no ${check}` }, evidence: [] };
}

/** What every check says of an account with these facts. */
export function judged(given: Partial<AccountFacts> = {}, account: Account = sampleAccount) {
  return evaluate(accountFacts({ account, ...given }), samplePolicy);
}

/** One account as an audit finds it: what its results are, and whether it was read at all. */
export interface Found extends Partial<ReadingSummary> {
  readonly id: string;
  readonly results: readonly Result[];
  /** How many calls of AWS that took. */
  readonly awsCalls?: number;
}

/** An audit that a worker has claimed for a long time. */
export async function startedAudit(
  db: Database,
  { scope = organization, from = at(0) }: { readonly scope?: Scope; readonly from?: Date } = {},
): Promise<Lease> {
  const { id: auditId } = await insertOrJoinAudit(db, { scope, requestedBy: "U1", at: from });
  const lease = { auditId, owner: `worker of ${auditId}` };
  await claimAudit(db, lease, { now: from, until: new Date(from.getTime() + 1e12) });
  return lease;
}

export async function save(
  db: Database,
  lease: Lease,
  { id, results, active = true, unread, isProvisional = false, awsCalls = 0 }: Found,
  readAt: Date,
): Promise<boolean> {
  const reading: AccountReading = { accountId: id, readAt, results };
  return saveReading(db, lease, { reading, active, unread, isProvisional, awsCalls });
}

export async function endedAudit(
  db: Database,
  lease: Lease,
  end: { readonly state: "finished" | "cancelled" | "interrupted"; readonly at: Date },
): Promise<Audit> {
  await closeAudit(db, lease, end);
  const audit = await findAudit(db, lease.auditId);
  if (!audit) throw new Error(`there is no audit ${lease.auditId}`);
  return audit;
}

/** An audit that began at `from`, found all this, and ended so ten seconds later. */
export async function auditOf(
  db: Database,
  found: readonly Found[],
  given: {
    readonly scope?: Scope;
    readonly from?: Date;
    readonly state?: "finished" | "cancelled" | "interrupted";
    /** What it found of the organization itself. */
    readonly organization?: readonly Result[];
  } = {},
): Promise<Audit> {
  const { from = at(0), state = "finished", organization: results } = given;
  const lease = await startedAudit(db, { ...given, from });
  await setAccountsInScope(
    db,
    lease,
    found.map(({ id }) => id),
  );
  for (const each of found) await save(db, lease, each, from);
  if (results) await saveOrganizationReading(db, lease, { readAt: from, results });
  return endedAudit(db, lease, { state, at: new Date(from.getTime() + 10_000) });
}
