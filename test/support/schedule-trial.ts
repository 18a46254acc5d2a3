import { setTimeout as pause } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { nextSlots } from "../../src/digests/schedule.ts";
import type { Schedule } from "../../src/domain/schedule.ts";
import { createRandom, type Random } from "../../src/local-aws/generated/random.ts";
import { generateOrganization } from "../../src/local-aws/generated-organization.ts";
import type { LocalOrganization } from "../../src/local-aws/organization.ts";
import type { Channel, Fault } from "../../src/local-slack/control.ts";
import { cast, sampleWorkspace } from "../../src/local-slack/workspace.ts";
import { createMovableClock, type MovableClock } from "../../src/playground/movable-clock.ts";
import type { Database } from "../../src/store/database.ts";
import { insertDigest } from "../../src/store/digests.ts";
import { saveWatch } from "../../src/store/watches.ts";
import { press } from "./conversation.ts";
import { freshDatabaseUrl, open } from "./databases.ts";
import { type Deployment, deploy, type Replica } from "./deployment.ts";
import { settingsOf } from "./generated-truth.ts";
import { breakRoot } from "./neglected.ts";
import { auditToTheEnd } from "./organization-audit.ts";
import { type Mood, type Pager, startPager } from "./pager.ts";

const HOUR = 3_600_000;
const REPLICAS = 3;
const owner = cast.operator;

/** On the eve of the night in which Berlin's clocks skip an hour. */
const START = new Date("2027-03-27T00:31:00Z");

const ZONES = ["UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/New_York"];

/** In each zone four that come every hour, and one that comes in the morning: a channel each. */
const SCHEDULES: readonly Schedule[] = [
  ...ZONES.flatMap((timeZone) =>
    ["5 * * * *", "20 * * * *", "35 * * * *", "50 * * * *"].map((cron) => ({ cron, timeZone })),
  ),
  { cron: "0 9 * * *", timeZone: "America/New_York" },
];
const ALERTS = "C01ALERTS00";

function channelOf(id: string, name: string): Channel {
  const people = { members: [owner], hasBot: true };
  return { id, name, kind: "private", sharedWithOtherCompany: false, archived: false, ...people };
}

const channels = SCHEDULES.map((_, index) => channelOf(`C01DIGEST${index}`, `digest-${index}`));

/** A digest as it was made. */
export interface TriedDigest {
  readonly id: number;
  readonly channel: string;
  readonly schedule: Schedule;
  readonly createdAt: Date;
}

/** Replicas of the app with digests, a watch and a pager, on a clock that is put forward. */
export interface Trial {
  readonly deployment: Deployment;
  readonly db: Database;
  readonly clock: MovableClock;
  readonly pager: Pager;
  readonly random: Random;
  readonly digests: readonly TriedDigest[];
  readonly alerts: string;
  /** The accounts that root keys were made in, one a time. */
  readonly broken: string[];
  /** When everybody was down. */
  readonly outages: { readonly from: Date; readonly until: Date }[];
  /** Those that were killed and are not back yet. */
  readonly coming: Map<Replica, Promise<void>>;
}

/** Starts everything, with the clock of the baseline running. */
export async function beginTrial(seed: number): Promise<Trial> {
  const random = createRandom(seed);
  const clock = createMovableClock();
  clock.forward(START.getTime() - clock.now().getTime());
  const databaseUrl = await freshDatabaseUrl();
  const db = await open({ databaseUrl });
  const moods: readonly [Mood, ...Mood[]] = ["confirms", "confirms", "refuses", "hangs up"];
  const pager = await startPager(() => random.pick(moods));
  onTestFinished(pager.close);
  const deployment = await deploy({
    organization: generateOrganization({ accounts: 5, seed, kind: "even", now: clock.now() }).organization,
    replicas: REPLICAS,
    database: { DATABASE_URL: databaseUrl },
    settings: {
      ...settingsOf("first"),
      ROOTCHECK_CHANNELS: [...channels.map(({ id }) => id), ALERTS].join(),
      ROOTCHECK_ALERT_WEBHOOK: pager.url,
      ROOTCHECK_ALERT_WEBHOOK_SECRET: pager.secret,
    },
    workspace: { ...sampleWorkspace, channels: [...channels, channelOf(ALERTS, "alerts")] },
    clock,
  });
  const { message } = await auditToTheEnd(deployment.slack, { channel: ALERTS });
  await press(deployment.slack, { user: owner, message, label: "Start the clock" });
  const digests = await makeDigests(db, clock.now(), homeOf(deployment.organization));
  await watch(db, clock.now());
  return {
    deployment,
    db,
    clock,
    pager,
    random,
    digests,
    alerts: ALERTS,
    broken: [],
    outages: [],
    coming: new Map(),
  };
}

/** The account that rootcheck runs in: nothing is wrong with it, and it stays so. */
function homeOf({ accounts }: LocalOrganization): string {
  const [, home] = accounts.keys();
  if (home === undefined) throw new Error("The organization has no account to run in.");
  return home;
}

/** Every other is about an account in order, and has nothing to say. */
async function makeDigests(db: Database, createdAt: Date, home: string): Promise<readonly TriedDigest[]> {
  return Promise.all(
    SCHEDULES.map(async (schedule, index) => {
      const channel = channels[index]?.id ?? "";
      const [nextAt = createdAt] = nextSlots(schedule, createdAt, 1);
      const id = await insertDigest(db, {
        ...{ channel, schedule, createdAt, nextAt, createdBy: owner },
        scope: index % 2 === 0 ? { kind: "organization" } : { kind: "account", accountId: home },
        content: index === 0 ? "standing" : "changes",
        isSilentWhenGreen: true,
        maxAgeHours: 24,
      });
      return { id, channel, schedule, createdAt };
    }),
  );
}

async function watch(db: Database, createdAt: Date): Promise<void> {
  const schedule = { cron: "0 */6 * * *", timeZone: "UTC" };
  const [nextAt = createdAt] = nextSlots(schedule, createdAt, 1);
  const scope = { kind: "organization" } as const;
  await db.transaction((tx) =>
    saveWatch(tx, { channel: ALERTS, scope, schedule, createdBy: owner, createdAt, nextAt }),
  );
}

const KINDS: readonly [Fault["kind"], ...Fault["kind"][]] = ["http-500", "broken", "cut", "dropped"];

/** One hour passes, in which Slack, a replica or an account may come to harm. */
export async function passHour(trial: Trial, hour: number): Promise<void> {
  const { deployment, random } = trial;
  const channel = channels[random.below(channels.length)]?.id ?? "";
  const method = "chat.postMessage";
  const isFaulty = random.below(2) === 0;
  await deployment.slack.faults(isFaulty ? [{ method, channel, kind: random.pick(KINDS), times: 1 }] : []);
  if (hour % 6 === 3) makeRootKey(trial);
  deployment.forward(HOUR);
  if (random.below(2) === 0) await killOne(trial);
  await settle(trial);
}

/** All are down for some hours. */
export async function goDown({ deployment, clock, outages, coming }: Trial, hours: number): Promise<void> {
  await Promise.all(coming.values());
  const from = clock.now();
  for (const { program } of deployment.replicas) program.signal("SIGKILL");
  await Promise.all(deployment.replicas.map(({ program }) => program.ended()));
  deployment.forward(hours * HOUR);
  outages.push({ from, until: clock.now() });
  await Promise.all(deployment.replicas.map((replica) => replica.restart()));
}

/** Kills a replica at some moment of its work; it comes back while the others, if there are any, go on. */
async function killOne({ deployment, random, coming }: Trial): Promise<void> {
  const running = deployment.replicas.filter((replica) => !coming.has(replica));
  const victim = running[random.below(running.length)];
  if (!victim) return;
  await pause(random.below(120));
  victim.program.signal("SIGKILL");
  await victim.program.ended();
  coming.set(
    victim,
    victim.restart().finally(() => coming.delete(victim)),
  );
}

/** A root access key is made, in one account after the other. */
function makeRootKey({ deployment, clock, broken }: Trial): void {
  const home = homeOf(deployment.organization);
  const accounts = [...deployment.organization.accounts.values()].filter(
    ({ id, state }) => state === "ACTIVE" && id !== home,
  );
  const account = accounts[broken.length % accounts.length];
  if (!account) throw new Error("There is no account to break.");
  breakRoot(deployment.organization, account.name, clock.now());
  broken.push(account.id);
}

/** Waits until every alert has been heard; answers until when everything that was to happen has happened. */
export async function finish(trial: Trial): Promise<Date> {
  const { db, clock, deployment, coming } = trial;
  await Promise.all(coming.values());
  await deployment.slack.faults([]);
  const isHeard = async () =>
    (await db.query("select from alert_deliveries where confirmed_at is null")).length === 0;
  while (!(await isHeard())) {
    deployment.forward(HOUR / 4);
    await settle(trial);
  }
  const end = clock.now();
  await settle(trial);
  return end;
}

const LEFT = `select (
    (select count(*) from digests where paused_at is null and next_at <= $1)
  + (select count(*) from digest_slots where left_to_do is not null)
  + (select count(*) from watches where paused_at is null and next_at <= $1)
  + (select count(*) from audits where state in ('queued', 'running') or followed_at is null)
  + (select count(*) from alert_deliveries
      where confirmed_at is null and given_up_at is null and next_try_at <= $1)
  )::integer as left`;

const LOOKS_BEFORE_NUDGE = 40;
const NUDGE_MILLISECONDS = 40_000;

/** Waits until nothing is left to do; what hangs on somebody who was killed is freed by time. */
export async function settle({ db, clock, deployment }: Trial): Promise<void> {
  for (let looks = 1; ; looks += 1) {
    const [found] = await db.query<{ left: number }>(LEFT, [clock.now()]);
    if (found?.left === 0) return;
    await pause(10);
    if (looks % LOOKS_BEFORE_NUDGE === 0) deployment.forward(NUDGE_MILLISECONDS);
  }
}
