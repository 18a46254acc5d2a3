import { expect, test } from "vitest";
import { nextSlots } from "../../src/digests/schedule.ts";
import type { Slot } from "../../src/domain/digest.ts";
import type { Message } from "../../src/local-slack/control.ts";
import { cast } from "../../src/local-slack/workspace.ts";
import { listSlots } from "../../src/store/digest-slots.ts";
import { spoken } from "../support/conversation.ts";
import { describePostgres } from "../support/databases.ts";
import {
  beginTrial,
  finish,
  goDown,
  passHour,
  type Trial,
  type TriedDigest,
} from "../support/schedule-trial.ts";

const SEED = 20_261_123;
const SLOTS = 500;
const HOURS = 19;
/** Hours in all for which everybody is down, by the hour of the trial in which that begins. */
const OUTAGES: ReadonlyMap<number, number> = new Map([
  [6, 2],
  [12, 5],
]);

describePostgres("three replicas on one PostgreSQL", () => {
  test(`killed and restarted at random, post each of ${SLOTS} slots once at most and lose no alert (seed ${SEED})`, {
    timeout: 180_000,
  }, async () => {
    const trial = await beginTrial(SEED);
    for (let hour = 0; hour < HOURS; hour += 1) {
      const down = OUTAGES.get(hour);
      if (down !== undefined) await goDown(trial, down);
      await passHour(trial, hour);
    }
    const end = await finish(trial);
    const { messages } = await trial.deployment.slack.state(cast.operator);
    const slots = await Promise.all(trial.digests.map((digest) => slotsOf(trial, digest, end)));
    expect(slots.flat().length).toBeGreaterThanOrEqual(SLOTS);
    for (const [index, digest] of trial.digests.entries())
      expectPostedOnce(messages, digest, slots[index] ?? []);
    expect(slots.flat().some(({ state }) => state === "quiet")).toBe(true);
    expectSkippedByTheRule(trial, slots.flat());
    await expectOwnerTold(trial, messages, slots.flat());
    await expectAlerted(trial, messages);
  });
});

/** A digest's slots until the end: one for each time of its schedule, and nothing left to do about any. */
async function slotsOf({ db }: Trial, digest: TriedDigest, end: Date): Promise<readonly Slot[]> {
  const slots = (await listSlots(db, digest.id)).filter(({ at }) => at <= end);
  const times = nextSlots(digest.schedule, digest.createdAt, 2 * SLOTS).filter((time) => time <= end);
  expect(slots.map(({ at }) => at)).toEqual(times);
  expect(new Set(slots.map(({ state }) => state))).not.toContain("due");
  expect(new Set(slots.map(({ state }) => state))).not.toContain("failed");
  return slots;
}

/** Each names the end of the audit log, in whatever state things are. */
function isDigest({ threadTs, blocks }: Message): boolean {
  return threadTs === undefined && /digest D\d+ .* audit log/.test(spoken(blocks));
}

/** Every posted slot has a message of its own; whatever else is in the channel is of a slot that is uncertain. */
function expectPostedOnce(
  messages: readonly Message[],
  { channel }: TriedDigest,
  slots: readonly Slot[],
): void {
  const inChannel = messages.filter((message) => message.channel === channel && isDigest(message));
  const found = new Set(inChannel.map(({ ts }) => ts));
  const posted = slots.filter(({ state }) => state === "posted").map(({ ts }) => ts ?? "");
  expect(new Set(posted).size).toBe(posted.length);
  expect(posted.filter((ts) => !found.has(ts))).toEqual([]);
  const doubtful = slots.filter(({ state }) => state === "uncertain");
  const others = inChannel.filter(({ ts }) => !posted.includes(ts));
  const ofNone = others.filter(({ ts }) => {
    const at = Number(ts) * 1000;
    const index = doubtful.findIndex(
      ({ at: due, settledAt = due }) =>
        due.getTime() <= at && at <= settledAt.getTime() + BEHIND_MILLISECONDS,
    );
    if (index >= 0) doubtful.splice(index, 1);
    return index < 0;
  });
  expect(ofNone).toEqual([]);
}

/** A replica's clock may be behind Slack's by as much as it was put forward last. */
const BEHIND_MILLISECONDS = 60_000;
const GRACE_MILLISECONDS = 2 * 3_600_000;

/** Only what came while everybody was down is skipped: where a newer time had come by then, or it was too late. */
function expectSkippedByTheRule({ outages }: Trial, slots: readonly Slot[]): void {
  const isInOutage = ({ at }: Slot) => outages.some(({ from, until }) => from <= at && at <= until);
  const missed = slots.filter(isInOutage);
  const skipped = slots.filter(({ state }) => state === "skipped");
  expect(skipped.length).toBeGreaterThan(0);
  expect(skipped.filter((slot) => !missed.includes(slot))).toEqual([]);
  const isRightly = ({ digestId, at, settledAt = at }: Slot) =>
    slots.some((other) => other.digestId === digestId && at < other.at && other.at <= settledAt) ||
    settledAt.getTime() - at.getTime() > GRACE_MILLISECONDS;
  expect(skipped.filter((slot) => !isRightly(slot))).toEqual([]);
}

async function expectOwnerTold(
  { db }: Trial,
  messages: readonly Message[],
  slots: readonly Slot[],
): Promise<void> {
  const doubtful = slots.filter(({ state }) => state === "uncertain");
  const told = messages.filter(
    ({ channel, blocks }) => channel.startsWith("D") && /digest D\d/i.test(spoken(blocks)),
  );
  const tellings = await db.query<{ state: string }>(
    "select state from posts where key like '%, trouble told to %'",
  );
  expect(doubtful.length).toBeGreaterThan(0);
  expect(tellings).toHaveLength(doubtful.length);
  // A process that is killed in the middle of telling has told, or not.
  const certain = tellings.filter(({ state }) => state === "posted");
  expect(told.length).toBeGreaterThanOrEqual(certain.length);
  expect(told.length).toBeLessThanOrEqual(doubtful.length);
}

/** Whatever was raised came to the channel and to the pager, which can tell by whom. */
async function expectAlerted(
  { db, pager, alerts, broken }: Trial,
  messages: readonly Message[],
): Promise<void> {
  const raised = await db.query<{ id: number; subject: string }>(
    `select alerts.id, findings.subject from alerts join findings on findings.id = (cause->>'findingId')::integer
      order by alerts.id`,
  );
  expect(raised.map(({ subject }) => subject)).toEqual(expect.arrayContaining(broken));
  const confirmed = new Set(pager.calls.filter(({ isConfirmed }) => isConfirmed).map(({ id }) => id));
  expect(raised.filter(({ id }) => !confirmed.has(`AL${id}`))).toEqual([]);
  expect(pager.calls.filter(({ isSigned }) => !isSigned)).toEqual([]);
  const posted = await db.query<{ ts: string }>(
    "select ts from alert_deliveries where destination <> 'webhook'",
  );
  const found = new Set(messages.filter(({ channel }) => channel === alerts).map(({ ts }) => ts));
  expect(posted.filter(({ ts }) => !found.has(ts))).toEqual([]);
}
