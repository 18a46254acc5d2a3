import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import { unreadableCodes } from "../domain/read.ts";
import {
  type AccountReading,
  notApplicableCodes,
  type PhrasePart,
  type Reason,
  type Result,
  severities,
} from "../domain/result.ts";
import type { Lease } from "./audit-leases.ts";
import type { Queryable } from "./database.ts";
import { circumstances, source } from "./origin-shapes.ts";

const phrasePart: z.ZodType<PhrasePart> = z.union([
  z.string(),
  z.strictObject({ day: z.coerce.date() }),
  z.strictObject({ ago: z.coerce.date() }),
  z.strictObject({ accessKeyId: z.string() }),
]);

const evidence = z.object({ ...source, value: z.string() });

const reasonCode = z.enum([...unreadableCodes, ...notApplicableCodes]);

const reason = z.object({ code: reasonCode, text: z.string(), ...circumstances });

const answer = {
  check: z.string(),
  summary: z.array(phrasePart),
  detail: z.array(phrasePart).exactOptional(),
  evidence: z.array(evidence),
};

/** Failures that were stored before there were fingerprints have none. */
const fingerprint = z.record(z.string(), z.string()).default({});

/** A check's answer, as it is stored. */
export const result = z.discriminatedUnion("status", [
  z.object({ ...answer, status: z.literal("pass") }),
  z.object({
    ...answer,
    status: z.literal("fail"),
    severity: z.enum(severities),
    headline: z.string(),
    fingerprint,
  }),
  z.object({ ...answer, status: z.literal("not_applicable"), reason }),
  z.object({ ...answer, status: z.literal("unknown"), reason }),
]);

const row = z.object({ account_id: z.string(), read_at: z.date(), results: z.array(result) }).transform(
  ({ account_id, read_at, results }): AccountReading => ({
    accountId: account_id,
    readAt: read_at,
    results,
  }),
);

/** What a reading comes to, beside its results. */
export interface ReadingSummary {
  /** False if the account's state kept it from being read at all. */
  readonly active: boolean;
  /** Why nothing about its root user could be read; absent if something could. */
  readonly unread?: Reason["code"] | undefined;
  /** Whether the account is to be read once more in this audit. */
  readonly isProvisional: boolean;
}

/** What is counted without opening the results: the severity of each failure, the reason of each unknown, by check. */
export function answersIn(results: readonly Result[]) {
  return {
    failed: Object.fromEntries(
      results.flatMap((each) => (each.status === "fail" ? [[each.check, each.severity]] : [])),
    ),
    unknown: Object.fromEntries(
      results.flatMap((each) => (each.status === "unknown" ? [[each.check, each.reason.code]] : [])),
    ),
  };
}

interface NewReading extends ReadingSummary {
  readonly reading: AccountReading;
  /** How many calls of AWS have been made since the audit's last reading was stored. */
  readonly awsCalls?: number;
}

/** Stores one account's results; a second reading in the same audit replaces the first. False if the claim is lost. */
export async function saveReading(
  db: Queryable,
  lease: Lease,
  { reading, active, unread, isProvisional, awsCalls = 0 }: NewReading,
): Promise<boolean> {
  const { accountId, readAt, results } = reading;
  const { failed, unknown } = answersIn(results);
  const rows = await db.query(
    `insert into account_reads (audit_id, account_id, read_at, results, active, unread, failed, unknown, state, aws_calls)
     select id, $3, $4, $5::jsonb, $6, $7, $8::jsonb, $9::jsonb, $10, $11
       from audits where id = $1 and lease_owner = $2 and state = 'running' for share
     on conflict (audit_id, account_id) do update set
       read_at = excluded.read_at, results = excluded.results, active = excluded.active, unread = excluded.unread,
       failed = excluded.failed, unknown = excluded.unknown, state = excluded.state,
       aws_calls = account_reads.aws_calls + excluded.aws_calls
     returning account_id`,
    [
      lease.auditId,
      lease.owner,
      accountId,
      readAt,
      JSON.stringify(results),
      active,
      unread ?? null,
      JSON.stringify(failed),
      JSON.stringify(unknown),
      isProvisional ? "provisional" : "settled",
      awsCalls,
    ],
  );
  return rows.length > 0;
}

/** The accounts that an audit is done with: read, and not to be read once more. */
export async function listDoneAccountIds(db: Queryable, auditId: number): Promise<readonly AccountId[]> {
  const rows = await db.query<{ account_id: string }>(
    "select account_id from account_reads where audit_id = $1 and state <> 'provisional'",
    [auditId],
  );
  return rows.map((found) => found.account_id);
}

/** An account's newest reading, from whichever audit. */
export async function findLatestReading(
  db: Queryable,
  accountId: AccountId,
): Promise<AccountReading | undefined> {
  const rows = await db.query(
    "select account_id, read_at, results from account_reads where account_id = $1 order by read_at desc, audit_id desc limit 1",
    [accountId],
  );
  return row.array().parse(rows)[0];
}

/** What one audit has read of some accounts, in order of id. */
export async function findReadings(
  db: Queryable,
  auditId: number,
  accountIds: readonly AccountId[],
): Promise<readonly AccountReading[]> {
  const rows = await db.query(
    `select account_id, read_at, results from account_reads where audit_id = $1 and account_id = any($2::text[])
      order by account_id`,
    [auditId, accountIds],
  );
  return row.array().parse(rows);
}

/** What one audit has read of accounts whose id comes after `after`, in order of id. */
export async function listReadings(
  db: Queryable,
  auditId: number,
  { after, limit }: { readonly after: AccountId; readonly limit: number },
): Promise<readonly AccountReading[]> {
  const rows = await db.query(
    `select account_id, read_at, results from account_reads where audit_id = $1 and account_id > $2
      order by account_id limit $3`,
    [auditId, after, limit],
  );
  return row.array().parse(rows);
}
