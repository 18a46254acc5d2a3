import type { AccountDirectory } from "../accounts/directory.ts";
import type { UnitDirectory } from "../accounts/units.ts";
import { findAccountReport, lookUpAccount } from "../audit/account-report.ts";
import type { AuditMessenger } from "../audit/audit-messenger.ts";
import { cancelAudit } from "../audit/cancel-audit.ts";
import { findScope } from "../audit/find-scope.ts";
import { findOrganizationReport } from "../audit/organization-report.ts";
import type { Profiles } from "../audit/profiles.ts";
import { requestAudit } from "../audit/request-audit.ts";
import { findOverview, listFailures } from "../audit/standing.ts";
import { createAuditTeller } from "../audit/teller.ts";
import { createAuditEndings } from "../audit/wait-for-audit.ts";
import type { AwsReader } from "../aws/reader.ts";
import { type Clock, rememberFor } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Standing } from "../domain/standing.ts";
import { type AuditJobDependencies, auditJob, ringAudit } from "../jobs/audit.ts";
import { profilesJob, startProfileRounds } from "../jobs/profiles.ts";
import type { Queue } from "../jobs/queue.ts";
import { startSweep } from "../jobs/sweep.ts";
import type { Log } from "../log.ts";
import type { Places } from "../slack/places.ts";
import type { UseCases } from "../slack/use-cases.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";

export interface AuditsWiring
  extends Required<Pick<AuditJobDependencies, "follow" | "ended" | "onClosed" | "onRead">> {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly aws: AwsReader;
  readonly directory: AccountDirectory;
  readonly units: UnitDirectory;
  readonly profiles: Profiles;
  readonly messenger: AuditMessenger;
  readonly places: Places;
  readonly appendToLog: AppendToLog;
  readonly queue: Queue;
}

/** What people can do about audits. */
export interface Audits {
  readonly useCases: Pick<
    UseCases,
    | "accounts"
    | "lookUpAccount"
    | "findAccountReport"
    | "findOrganizationReport"
    | "findScope"
    | "requestAudit"
    | "overview"
    | "listFailures"
    | "cancelAudit"
  >;
  /** Ends the rounds, and lets go of who waits for an audit. */
  stop(): Promise<void>;
}

/** For so long the overview remembers what the last audit came to. */
const STANDING_MILLISECONDS = 10 * 60_000;

/** The part of the object graph that is about audits: who works on them, and who asks for them. */
export async function wireAudits(wiring: AuditsWiring): Promise<Audits> {
  const { config, db, clock, log, aws, directory, units, profiles, messenger, places, queue } = wiring;
  const { appendToLog, follow, ended, onClosed, onRead } = wiring;
  const rounds = { queue, clock, log };
  const teller = createAuditTeller({ db, messenger, fitnessOf: places.fitnessOf, clock, log });
  const reading = { directory, units, profiles, reader: aws, policy: config, ...config.aws };
  await queue.work(auditJob({ ...rounds, db, teller, follow, ended, onClosed, onRead, ...reading }));
  await queue.work(profilesJob({ profiles }));
  const stops = [startSweep({ ...rounds, db, teller }), startProfileRounds(rounds)];

  const endings = await createAuditEndings({ db, clock, log });
  const remembered = rememberFor<Standing>(clock, STANDING_MILLISECONDS);
  const asking = { db, appendToLog, clock, log, ring: (auditId: number) => ringAudit(queue, auditId) };
  return {
    useCases: {
      accounts: directory,
      lookUpAccount: (request) => lookUpAccount({ ...asking, endings, follow }, request),
      findAccountReport: (account) => findAccountReport({ db }, account),
      findOrganizationReport: () => findOrganizationReport({ db }),
      findScope: (words) => findScope({ accounts: directory, units }, words),
      requestAudit: (request) => requestAudit(asking, request),
      overview: () => findOverview({ db, clock, remembered }),
      listFailures: (auditId, page) => listFailures({ db }, auditId, page),
      cancelAudit: (auditId, asker) => cancelAudit({ db, appendToLog, clock }, { auditId, ...asker }),
    },
    async stop() {
      await endings.close();
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
