import type { Access, People } from "../access/access.ts";
import { type Grants, grantedTo } from "../access/roles.ts";
import type { AccountDirectory } from "../accounts/directory.ts";
import type { UnitDirectory } from "../accounts/units.ts";
import type { AuditMessenger } from "../audit/audit-messenger.ts";
import { placeAccounts } from "../audit/place-accounts.ts";
import type { Profiles } from "../audit/profiles.ts";
import { retellAudit } from "../audit/retell-audit.ts";
import type { AwsReader } from "../aws/reader.ts";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Finding } from "../domain/finding.ts";
import type { OwnerRules } from "../domain/owner-rules.ts";
import { roleFor } from "../findings/decide.ts";
import { createFindings, type Findings } from "../findings/findings.ts";
import { readFreshOrganization } from "../findings/fresh-organization.ts";
import { readFreshResults } from "../findings/fresh-results.ts";
import { createOwners } from "../findings/owners.ts";
import type { Retellings } from "../findings/tell-findings.ts";
import type { Log } from "../log.ts";
import { createFindingMessenger } from "../slack/finding-messenger.ts";
import type { Places } from "../slack/places.ts";
import type { PostingDependencies } from "../slack/post-outcome.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";

export interface FindingsWiring {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly access: Access;
  readonly people: People;
  readonly grants: Grants;
  readonly places: Places;
  readonly messenger: AuditMessenger;
  readonly posting: PostingDependencies;
  readonly aws: AwsReader;
  readonly directory: AccountDirectory;
  readonly units: UnitDirectory;
  readonly profiles: Profiles;
  readonly ownerRules: OwnerRules;
  readonly appendToLog: AppendToLog;
  readonly ring: () => Promise<void>;
  /** How the messages that others make are shown as they are now. */
  readonly retell: Omit<Retellings, "audit">;
}

/** The part of the object graph that is about findings. */
export function wireFindings(wiring: FindingsWiring): Findings {
  const { config, db, clock, log, people, grants, places, messenger, posting, ownerRules } = wiring;
  return createFindings({
    ...wiring,
    policy: config.findingPolicy,
    owners: createOwners({ db, rules: ownerRules }),
    messenger: createFindingMessenger({ ...posting, people, log }),
    readFresh: (finding, purpose) => readFresh(wiring, finding, purpose),
    retell: {
      ...wiring.retell,
      audit: (message) => retellAudit({ db, messenger, clock }, message),
    },
    whoMayAnswer: ({ finding }) => grantedTo(grants, roleFor({ kind: "approve" }, finding)),
    mayShow: places.mayShow,
    channels: config.channels,
    operators: grantedTo(grants, "operator"),
  });
}

/** A re-check that takes longer is given up; the person can ask again. */
const PATIENCE_MILLISECONDS = 60_000;

async function readFresh(wiring: FindingsWiring, { subject, check }: Finding, purpose: string) {
  const { aws, db, clock, config, directory, profiles, units } = wiring;
  const request = { check, purpose, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) };
  const shared = { db, clock, policy: config, reader: aws };
  if (subject.kind === "account") {
    const [account] = await directory.stored([subject.accountId]);
    if (!account) throw new Error(`account ${subject.accountId} is not stored`);
    return readFreshResults({ ...shared, source: aws, profiles }, { ...request, account });
  }
  return readFreshOrganization(
    {
      ...shared,
      listAccounts: directory.list,
      placed: (facts, purpose) => placeAccounts(units, facts, purpose),
    },
    request,
  );
}
