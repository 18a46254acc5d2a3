import { z } from "zod";
import type { OrganizationReading } from "../domain/result.ts";
import { answersIn, result } from "./account-reads.ts";
import type { Lease } from "./audit-leases.ts";
import type { Queryable } from "./database.ts";

const row = z
  .object({ read_at: z.date(), results: z.array(result) })
  .transform(({ read_at, results }): OrganizationReading => ({ readAt: read_at, results }));

/** Stores what an audit found of the organization itself, in place of what it had stored before. False if the claim is lost. */
export async function saveOrganizationReading(
  db: Queryable,
  lease: Lease,
  { readAt, results }: OrganizationReading,
): Promise<boolean> {
  const { failed, unknown } = answersIn(results);
  const rows = await db.query(
    `insert into organization_reads (audit_id, read_at, results, failed, unknown)
     select id, $3, $4::jsonb, $5::jsonb, $6::jsonb
       from audits where id = $1 and lease_owner = $2 and state = 'running' for share
     on conflict (audit_id) do update set
       read_at = excluded.read_at, results = excluded.results, failed = excluded.failed, unknown = excluded.unknown
     returning audit_id`,
    [
      lease.auditId,
      lease.owner,
      readAt,
      JSON.stringify(results),
      JSON.stringify(failed),
      JSON.stringify(unknown),
    ],
  );
  return rows.length > 0;
}

/** What an audit has found of the organization itself; undefined if it covers less, or has not come to it. */
export async function findOrganizationReading(
  db: Queryable,
  auditId: number,
): Promise<OrganizationReading | undefined> {
  const rows = await db.query("select read_at, results from organization_reads where audit_id = $1", [
    auditId,
  ]);
  return row.array().parse(rows)[0];
}

/** The newest of any audit. */
export async function findLatestOrganizationReading(db: Queryable): Promise<OrganizationReading | undefined> {
  const rows = await db.query(
    "select read_at, results from organization_reads order by read_at desc, audit_id desc limit 1",
  );
  return row.array().parse(rows)[0];
}
