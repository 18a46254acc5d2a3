import { expect, test } from "vitest";
import { ROOTCHECK } from "../../src/domain/audit-log.ts";
import { listLogEntries } from "../../src/store/audit-log.ts";
import { findAudit } from "../../src/store/audits.ts";
import { WatchPlaceError } from "../../src/watches/change-watch.ts";
import { organization } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { people } from "../support/findings.ts";
import { CHANNEL, watching } from "../support/watching.ts";

const { ann, bob } = people;
const HOUR = 3_600_000;
const archived = { isFit: false, isPassing: false, why: "this channel is archived" } as const;

describeEachDatabase("a watch", (open) => {
  test("is turned on, changed and off again, and that is in the audit log", async () => {
    const { db, watches, turnOn, clock } = await watching(await open());
    const made = await turnOn();
    await clock.advance(HOUR);
    const changed = await turnOn({ schedule: { cron: "0  9 * * *", timeZone: "europe/berlin" } });
    expect([made.nextAt, changed.nextAt]).toEqual([
      new Date("2026-11-23T12:00:00Z"),
      new Date("2026-11-24T08:00:00Z"),
    ]);
    expect(await watches.list()).toEqual([changed]);
    expect(changed).toMatchObject({
      createdAt: made.createdAt,
      schedule: { cron: "0 9 * * *", timeZone: "Europe/Berlin" },
    });
    const asker = { by: bob, place: "D1" };
    expect(await watches.turnOff(CHANNEL, asker)).toEqual(changed);
    expect(await watches.turnOff(CHANNEL, asker)).toBeUndefined();
    const entries = await listLogEntries(db, { after: 0, limit: 10 });
    expect(entries.map(({ actor, action, subject, place }) => [actor, action, subject, place])).toEqual([
      [ann, "watch-changed", CHANNEL, CHANNEL],
      [ann, "watch-changed", CHANNEL, CHANNEL],
      [bob, "watch-changed", CHANNEL, "D1"],
    ]);
    expect(JSON.parse(entries[0]?.details ?? "")).toEqual({
      before: "off",
      after: { scope: "organization", cron: "0 */6 * * *", timeZone: "UTC", owner: ann },
    });
  });

  test("is not turned on where it cannot alert, nor for a schedule that cannot be kept", async () => {
    const { watches, turnOn, unfit } = await watching(await open());
    unfit.set(CHANNEL, archived);
    await expect(turnOn()).rejects.toThrow(WatchPlaceError);
    await expect(turnOn()).rejects.toThrow(
      /^A watch cannot alert here: this channel is archived\. Turn it on/,
    );
    await expect(turnOn({ channel: "C2", schedule: { cron: "* * * * *", timeZone: "UTC" } })).rejects.toThrow(
      /more than once an hour/,
    );
    expect(await watches.list()).toEqual([]);
  });

  test("audits at its times, once in two processes, and makes up for missed times once", async () => {
    const { db, watches, other, turnOn, clock, rung, holding } = await watching(await open());
    await turnOn();
    await watches.tick();
    expect(rung).toEqual([]);
    await clock.advance(26 * HOUR);
    const held = Promise.withResolvers<void>();
    holding.push(held.promise);
    const late = watches.tick();
    await expect.poll(() => holding).toEqual([]);
    await Promise.all([other.tick(), other.tick()]);
    held.resolve();
    await late;
    expect(rung).toEqual([1]);
    expect(await findAudit(db, 1)).toMatchObject({ scope: organization, requestedBy: ROOTCHECK });
    expect(await watches.list()).toMatchObject([{ nextAt: new Date("2026-11-24T12:00:00Z") }]);
    await clock.advance(HOUR);
    await watches.tick();
    expect(rung).toEqual([1, 1]); // the one that is still on its way is joined
  });

  test("is paused where its channel cannot be alerted any more, and its owner told once", async () => {
    const { watches, other, turnOn, clock, rung, unfit, told, left } = await watching(await open());
    await turnOn();
    await turnOn({ channel: "C2" });
    unfit.set(CHANNEL, archived);
    unfit.set("C2", { isFit: false, isPassing: true, why: "Slack could not say" });
    left.add(ann);
    await clock.advance(6 * HOUR);
    await Promise.all([watches.tick(), other.tick()]);
    await watches.tick();
    expect(rung).toEqual([1]);
    expect(told).toEqual([{ kind: "paused", place: bob }]);
    const [paused] = await watches.list();
    expect(paused?.paused).toEqual({ at: clock.now(), why: "this channel is archived" });
    unfit.clear();
    expect(await turnOn()).not.toHaveProperty("paused");
  });

  test("is offered to operators once, unless there was one", async () => {
    const db = await open();
    const nowhere = await watching(db, { channels: [] });
    await nowhere.watches.offer();
    const operators = [ann, bob];
    const { watches, told, coming } = await watching(db, { operators });
    coming.push("not-sent");
    await expect(watches.offer()).rejects.toThrow(/could not be reached/);
    await watches.offer();
    await watches.offer();
    expect(told.map(({ place }) => place).toSorted()).toEqual(operators);
    const experienced = await watching(await open());
    await experienced.turnOn();
    await experienced.watches.turnOff(CHANNEL, { by: ann, place: CHANNEL });
    await experienced.watches.offer();
    expect([...nowhere.told, ...experienced.told]).toEqual([]);
  });
});
