import { createAccountDirectory } from "../../src/accounts/directory.ts";
import { createUnitDirectory } from "../../src/accounts/units.ts";
import { createProfiles } from "../../src/audit/profiles.ts";
import type { ReadScopeDependencies } from "../../src/audit/read-scope.ts";
import type { Account, OrganizationalUnit } from "../../src/domain/account.ts";
import type { Database } from "../../src/store/database.ts";
import { createAccountReader, type MemoryReader, type MemoryReaderAnswers } from "./account-reader.ts";
import { createOrganization, type MemoryOrganization } from "./account-source.ts";
import { at } from "./audits.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { samplePolicy } from "./root-facts.ts";
import { scannedLog } from "./secrecy/scan.ts";

const log = scannedLog("the log of audits");

/** Audits as the app runs them, with AWS in memory. */
export interface AuditEngine {
  readonly dependencies: ReadScopeDependencies;
  readonly organization: MemoryOrganization;
  readonly reader: MemoryReader;
  readonly clock: ManualClock;
  /** The audits whose progress was told, once for each time. */
  readonly progress: readonly number[];
}

export interface AuditEngineOptions extends MemoryReaderAnswers {
  readonly accounts?: readonly Account[];
  readonly units?: readonly OrganizationalUnit[];
  readonly concurrency?: number;
}

export function createAuditEngine(db: Database, options: AuditEngineOptions = {}): AuditEngine {
  const { accounts, units, concurrency = 2 } = options;
  const clock = createManualClock(at(0));
  const organization = createOrganization(accounts, units);
  const reader = createAccountReader(options);
  const progress: number[] = [];
  const { source } = organization;
  const dependencies: ReadScopeDependencies = {
    db,
    directory: createAccountDirectory({ db, source, clock, log }),
    units: createUnitDirectory({ db, source, clock, log }),
    reader,
    profiles: createProfiles({ db, reader, clock, log }),
    policy: samplePolicy,
    clock,
    log,
    concurrency,
    onProgress: (auditId) => progress.push(auditId),
  };
  return { dependencies, organization, reader, clock, progress };
}
