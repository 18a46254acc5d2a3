import type { Partition } from "../domain/account.ts";
import type { OrganizationReading } from "../domain/result.ts";
import { findPartition } from "../store/accounts.ts";
import type { Database } from "../store/database.ts";
import { findLatestOrganizationReading } from "../store/organization-reads.ts";

/** The organization itself, as the last audit of it that came so far found it. */
export interface OrganizationReport {
  readonly partition: Partition;
  /** Absent if it has not been read yet. */
  readonly reading?: OrganizationReading;
}

/** The newest reading there is, without asking AWS. */
export async function findOrganizationReport({ db }: { readonly db: Database }): Promise<OrganizationReport> {
  const [partition, reading] = await Promise.all([findPartition(db), findLatestOrganizationReading(db)]);
  return { partition: partition ?? "aws", ...(reading && { reading }) };
}
