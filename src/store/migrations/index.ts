import { foundation } from "./0001-foundation.ts";
import { audits } from "./0002-audits.ts";
import { queue } from "./0003-queue.ts";
import { organization } from "./0004-organization.ts";
import { organizationReads } from "./0005-organization-reads.ts";
import { auditLog } from "./0006-audit-log.ts";
import { findings } from "./0007-findings.ts";
import { canonicalIds } from "./0008-canonical-ids.ts";
import { accessKeys } from "./0009-access-keys.ts";
import { digests } from "./0010-digests.ts";
import { digestPace } from "./0011-digest-pace.ts";
import type { Migration } from "./migration.ts";

/** Every migration, in the order in which they run. A released one is never changed: another is added. */
export const migrations: readonly Migration[] = [
  foundation,
  audits,
  queue,
  organization,
  organizationReads,
  auditLog,
  findings,
  canonicalIds,
  accessKeys,
  digests,
  digestPace,
];
