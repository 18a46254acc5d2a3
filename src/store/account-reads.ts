import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import { rungs, unreadableCodes } from "../domain/read.ts";
import { type AccountReading, notApplicableCodes, type PhrasePart, severities } from "../domain/result.ts";
import type { Lease } from "./audits.ts";
import type { Queryable } from "./database.ts";

const phrasePart: z.ZodType<PhrasePart> = z.union([
  z.string(),
  z.strictObject({ day: z.coerce.date() }),
  z.strictObject({ ago: z.coerce.date() }),
  z.strictObject({ accessKeyId: z.string() }),
]);

const evidence = z.object({
  call: z.string(),
  field: z.string(),
  rung: z.enum(rungs),
  readAt: z.coerce.date(),
  asOf: z.coerce.date().exactOptional(),
  requestId: z.string().exactOptional(),
  value: z.string(),
});

const reasonCode = z.enum([...unreadableCodes, ...notApplicableCodes]);

const reason = z.object({ code: reasonCode, text: z.string(), until: z.coerce.date().exactOptional() });

const answer = {
  check: z.string(),
  summary: z.array(phrasePart),
  detail: z.array(phrasePart).exactOptional(),
  evidence: z.array(evidence),
};

const result = z.discriminatedUnion("status", [
  z.object({ ...answer, status: z.literal("pass") }),
  z.object({ ...answer, status: z.literal("fail"), severity: z.enum(severities), headline: z.string() }),
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

/** Stores one account's results; a second reading in the same audit replaces the first. False if the claim is lost. */
export async function saveReading(db: Queryable, lease: Lease, reading: AccountReading): Promise<boolean> {
  const rows = await db.query(
    `insert into account_reads (audit_id, account_id, read_at, results)
     select id, $3, $4, $5::jsonb from audits where id = $1 and lease_owner = $2 and state = 'running' for share
     on conflict (audit_id, account_id) do update set read_at = excluded.read_at, results = excluded.results
     returning account_id`,
    [lease.auditId, lease.owner, reading.accountId, reading.readAt, JSON.stringify(reading.results)],
  );
  return rows.length > 0;
}

/** Which accounts an audit has read. */
export async function listReadAccountIds(db: Queryable, auditId: number): Promise<readonly AccountId[]> {
  const rows = await db.query<{ account_id: string }>(
    "select account_id from account_reads where audit_id = $1",
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

/** All that one audit has read, in order of account id. */
export async function listReadings(db: Queryable, auditId: number): Promise<readonly AccountReading[]> {
  const rows = await db.query(
    "select account_id, read_at, results from account_reads where audit_id = $1 order by account_id",
    [auditId],
  );
  return row.array().parse(rows);
}
