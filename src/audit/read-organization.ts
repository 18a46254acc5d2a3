import type { AccountDirectory } from "../accounts/directory.ts";
import type { UnitDirectory } from "../accounts/units.ts";
import type { CheckPolicy } from "../checks/check.ts";
import { coverageCheck } from "../checks/coverage.ts";
import { evaluateOrganization } from "../checks/organization/evaluate.ts";
import { type Clock, sleep } from "../clock.ts";
import type { Account } from "../domain/account.ts";
import { type Audit, auditName } from "../domain/audit.ts";
import type { ReadOrganizationFacts } from "../domain/organization-facts.ts";
import type { Read } from "../domain/read.ts";
import type { OrganizationReading } from "../domain/result.ts";
import type { Lease } from "../store/audit-leases.ts";
import { findAccountIdsInScope, findAudit } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import { findOrganizationReading, saveOrganizationReading } from "../store/organization-reads.ts";
import { LeaseLostError } from "./lease.ts";
import type { OrganizationReader } from "./organization-reader.ts";
import { placeAccounts } from "./place-accounts.ts";
import { findCoverageResult } from "./standing.ts";

export interface ReadOrganizationDependencies {
  readonly db: Database;
  readonly reader: OrganizationReader;
  readonly directory: Pick<AccountDirectory, "stored">;
  readonly units: Pick<UnitDirectory, "membersOf">;
  readonly policy: Omit<CheckPolicy, "at">;
  readonly clock: Clock;
}

/** How often AWS is asked again where it could not be reached, and how long it is given in between. */
const ROUNDS = 4;
const OUTAGE_MILLISECONDS = 5_000;

/** The part of an audit that is about the organization itself. */
export interface OrganizationPart {
  /** Judges and stores what AWS says; once the audit's accounts are listed. Rejects as the reading does. */
  judge(): Promise<void>;
  /** Adds how many accounts could be read; once all have been dealt with. */
  conclude(): Promise<void>;
}

interface Begun {
  readonly audit: Audit;
  readonly lease: Lease;
  readonly signal: AbortSignal;
}

/**
 * Begins to read what AWS says of the organization itself, beside its accounts, unless this audit has done so before.
 * Undefined for an audit of less than the organization.
 */
export function beginOrganization(
  dependencies: ReadOrganizationDependencies,
  { audit, lease, signal }: Begun,
): OrganizationPart | undefined {
  if (audit.scope.kind !== "organization") return undefined;
  const { db, reader, policy, clock } = dependencies;
  const purpose = auditName(audit.id);

  /** An outage may outlast the patience of single calls; what has been read before it is kept. */
  async function readPatiently(): Promise<ReadOrganizationFacts> {
    let facts = await reader.readOrganization(purpose, signal);
    for (let round = 0; isUnreached(facts) && round < ROUNDS; round += 1) {
      await sleep(clock, OUTAGE_MILLISECONDS, signal);
      facts = completed(facts, await reader.readOrganization(purpose, signal));
    }
    return facts;
  }

  async function read(): Promise<OrganizationReading | ReadOrganizationFacts> {
    return (await findOrganizationReading(db, audit.id)) ?? readPatiently();
  }

  async function save(reading: OrganizationReading): Promise<void> {
    if (!(await saveOrganizationReading(db, lease, reading))) throw new LeaseLostError(lease.auditId);
  }

  const reading = read();
  reading.catch(() => undefined); // judge() rejects with it
  return {
    async judge() {
      const found = await reading;
      if ("results" in found) return;
      const listed = await listedAccounts(dependencies, audit.id);
      const facts = await placeAccounts(dependencies.units, { ...found, accounts: listed }, purpose);
      const at = clock.now();
      await save({ readAt: at, results: evaluateOrganization(facts, { ...policy, at }) });
    },
    async conclude() {
      const [current, judged] = await Promise.all([
        findAudit(db, audit.id),
        findOrganizationReading(db, audit.id),
      ]);
      if (!current || !judged) throw new LeaseLostError(lease.auditId);
      const others = judged.results.filter(({ check }) => check !== coverageCheck.id);
      const coverage = await findCoverageResult(db, current, clock.now());
      await save({ ...judged, results: [...others, coverage] });
    },
  };
}

function isUnreached(facts: ReadOrganizationFacts): boolean {
  return Object.values<Read<unknown>>({ ...facts }).some(
    (read) => !read.known && read.why.code === "unreachable",
  );
}

/** The earlier values, and the later ones for what they lack. */
function completed(earlier: ReadOrganizationFacts, later: ReadOrganizationFacts): ReadOrganizationFacts {
  const known = Object.entries<Read<unknown>>({ ...earlier }).filter(([, read]) => read.known);
  return { ...later, ...Object.fromEntries(known) };
}

const PAGE = 200;

/** The accounts that the audit has listed, as they are stored. */
async function listedAccounts(
  { db, directory }: ReadOrganizationDependencies,
  auditId: number,
): Promise<readonly Account[]> {
  const ids = (await findAccountIdsInScope(db, auditId)) ?? [];
  const accounts: Account[] = [];
  for (let from = 0; from < ids.length; from += PAGE)
    accounts.push(...(await directory.stored(ids.slice(from, from + PAGE))));
  return accounts;
}
