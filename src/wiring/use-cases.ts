import { createAccess } from "../access/access.ts";
import { grantsOf } from "../access/roles.ts";
import { createAccountDirectory } from "../accounts/directory.ts";
import { createUnitDirectory } from "../accounts/units.ts";
import { createProfiles } from "../audit/profiles.ts";
import { exportLog } from "../audit-log/export-log.ts";
import { lookIntoLog, turnLog } from "../audit-log/read-log.ts";
import { createAwsReader } from "../aws/reader.ts";
import { needsTags, type OwnerRules } from "../domain/owner-rules.ts";
import { subjectOf } from "../domain/subject.ts";
import { nameOwners } from "../findings/name-owners.ts";
import { createOwners } from "../findings/owners.ts";
import { ringAudit } from "../jobs/audit.ts";
import { findingsJob, ringFindings, startFindingRounds } from "../jobs/findings.ts";
import { startQueue } from "../jobs/queue.ts";
import { startScheduleRounds } from "../jobs/schedules.ts";
import { startUpkeep } from "../jobs/upkeep.ts";
import { createLogMessenger } from "../slack/log-messenger.ts";
import { createMessenger } from "../slack/messenger.ts";
import { createPeople, timeZoneOf } from "../slack/people.ts";
import { createPlaces, type Places } from "../slack/places.ts";
import type { UseCases } from "../slack/use-cases.ts";
import { firstTime } from "../store/seen.ts";
import { wireAudits } from "./audits.ts";
import { wireDoctor } from "./doctor.ts";
import { wireFindings } from "./findings.ts";
import type { Ground, GroundWiring } from "./ground.ts";
import { wireIdentity } from "./identity.ts";
import { wireSchedules } from "./schedules.ts";

export interface UseCasesWiring extends Pick<GroundWiring, "config" | "metrics" | "started" | "trying"> {
  readonly ground: Ground;
  readonly ownerRules: OwnerRules;
  /** Whether Slack's deliveries can arrive now. */
  readonly isSlackOpen: () => boolean;
}

/** What is wired for Slack to call. */
export interface WiredUseCases {
  readonly useCases: UseCases;
  /** The channels, as somebody waits for an answer about them. */
  readonly places: Places;
}

/** Everything that people can do, and what goes on by itself. */
export async function wireUseCases(wiring: UseCasesWiring): Promise<WiredUseCases> {
  const { config, ground, ownerRules, metrics, started, trying, isSlackOpen } = wiring;
  const { activity } = metrics;
  const { db, appendToLog, dataDirectory } = ground;
  const { clock, log } = trying;
  const common = { config, db, clock, log, appendToLog };
  const slack = slackSide(wiring);
  const aws = awsSide(wiring);
  // Stopped before what its jobs work with.
  const queue = await startQueue({ db, clock, log });
  started.defer(queue.stop);
  metrics.measure(db, dataDirectory);
  const schedules = wireSchedules({
    ...{ ...common, ...slack, places: slack.postingPlaces },
    ring: (auditId) => ringAudit(queue, auditId),
    onSettled: activity.digestSettled,
  });
  const { digests, watches, history, ended } = schedules;
  const findings = wireFindings({
    ...{ ...common, ...slack, ...aws, places: slack.postingPlaces, ownerRules },
    ring: () => ringFindings(queue),
    retell: { alert: watches.retell, digest: digests.retell },
  });
  const audits = await wireAudits({
    ...{ ...common, ...aws, messenger: slack.messenger, places: slack.postingPlaces, queue },
    ...{ follow: findings.follow, ended, onClosed: activity.auditClosed, onRead: activity.accountRead },
  });
  started.defer(audits.stop);
  const { concurrency } = config.aws;
  const accountIdentity = await wireIdentity({ ...common, ...slack, ...aws, queue, concurrency });
  started.defer(accountIdentity.stop);
  await queue.work(findingsJob({ findings }));
  started.defer(startFindingRounds({ findings, queue, clock, log }));
  started.defer(startScheduleRounds({ digests, watches, clock, log }));
  started.defer(startUpkeep({ database: db, dataDirectory, rollUp: history.rollUp, clock, log }));
  const { access, people, places, logMessenger } = slack;
  const useCases: UseCases = {
    ...{ access, findings, digests, watches, history },
    ...audits.useCases,
    ...accountIdentity.useCases,
    lookIntoLog: (look) => lookIntoLog(common, look),
    turnLog: (filter, page) => turnLog(common, filter, page),
    exportLog: (request) => exportLog({ ...common, messenger: logMessenger }, request),
    diagnose: wireDoctor({ ...common, aws: aws.aws, places, people, isReady: async () => isSlackOpen() }),
    timeZoneOf: (user) => timeZoneOf({ people, log }, user),
    firstTime: (delivery) => firstTime(db, delivery, clock.now()),
  };
  return { useCases, places };
}

/** What is said to people, and known of them. */
function slackSide({ config, ground, trying }: UseCasesWiring) {
  const { clock, log } = trying;
  const { clients, identity: home } = ground;
  const people = createPeople({ client: clients.answering, home, clock });
  const grants = grantsOf(config.people);
  const posting = { client: clients.posting, clock };
  const { channels } = config;
  return {
    ...{ people, grants, posting },
    access: createAccess({ grants, people, log }),
    places: createPlaces({ client: clients.answering, channels, log }),
    // A rate limit on a client that waits it out would hold up its answers too.
    postingPlaces: createPlaces({ client: clients.posting, channels, log }),
    messenger: createMessenger(posting),
    logMessenger: createLogMessenger(posting),
  };
}

/** What is read of AWS, and remembered. */
function awsSide({ config, ground, ownerRules, metrics, started, trying }: UseCasesWiring) {
  const { clock, log } = trying;
  const { db } = ground;
  const aws = createAwsReader({ config, clock, log, onAttempts: metrics.activity.awsAttempted });
  started.defer(aws.close);
  const naming = { db, clock, owners: createOwners({ db, rules: ownerRules }) };
  return {
    aws,
    directory: createAccountDirectory({ db, source: aws, clock, log }),
    units: createUnitDirectory({ db, source: aws, clock, log }),
    profiles: createProfiles({
      ...{ db, reader: aws, clock, log },
      ...(needsTags(ownerRules) && {
        withTags: true,
        onRead: (ids) => nameOwners(naming, ids.map(subjectOf)),
      }),
    }),
  };
}
