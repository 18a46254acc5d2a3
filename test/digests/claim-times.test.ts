import fc from "fast-check";
import { expect, test } from "vitest";
import { claimTimes } from "../../src/digests/claim-times.ts";
import { nextSlots } from "../../src/digests/schedule.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { ann, DAY, daily, digestsBench, HOUR } from "../support/digests.ts";

describeEachDatabase("the times of digests", (open) => {
  test("come to one end each, whatever outages there are, and none is left", async () => {
    const bench = await digestsBench(await open());
    const { clock, make, audit } = bench;
    const engines = [bench.engine(), bench.engine()];
    const schedules = fc.constantFrom(
      { cron: "0 * * * *", timeZone: "UTC" },
      { cron: "30 2 * * *", timeZone: "America/New_York" },
      { cron: "0 9 * * 1-5", timeZone: "Asia/Kolkata" },
    );
    const minutes = fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 100, max: 5000 }));
    const steps = fc.array(minutes, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(schedules, steps, async (schedule, outages) => {
        const begin = clock.now();
        const id = await make({ schedule, channel: `C${begin.getTime()}` });
        for (const outage of outages) {
          await clock.advance(outage * 60_000);
          await audit();
          await Promise.all(engines.map((engine) => engine.tick()));
          await clock.advance(2_000);
          await engines[0]?.tick();
        }
        const slots = await bench.slots(id);
        const expected = nextSlots(schedule, begin, 2_000).filter((at) => at <= clock.now());
        expect(slots.map(({ at }) => at)).toEqual(expected);
        expect(slots.filter(({ state }) => state !== "posted" && state !== "skipped")).toEqual([]);
        const posted = bench.slack.posted.filter(({ shown }) => shown.report.digestId === id);
        expect(posted).toHaveLength(slots.filter(({ state }) => state === "posted").length);
        await engines[0]?.digests.remove(id, { by: ann, place: "C1" });
      }),
      { numRuns: 6 },
    );
  });

  test("that a long outage swallowed are kept as far as anybody looks", async () => {
    const bench = await digestsBench(await open());
    await bench.make({ schedule: { cron: "0 * * * *", timeZone: "UTC" } });
    await bench.clock.advance(400 * DAY);
    await bench.audit();
    await bench.pass(10_000);
    const slots = await bench.slots();
    expect(slots.map(({ state }) => state)).toEqual([...Array(200).fill("skipped"), "posted"]);
    expect((await bench.find()).nextAt.getTime() - bench.clock.now().getTime()).toBeLessThan(HOUR);
  });

  test("that were skipped are counted once, whoever finds them", async () => {
    const { make, clock, db } = await digestsBench(await open());
    await make({ schedule: { cron: "0 9-12 * * *", timeZone: "UTC" } });
    const settled: string[] = [];
    const claiming = { db, clock, onSettled: (state: string) => settled.push(state) };
    await clock.advance(DAY - 2 * HOUR);
    await Promise.all([claimTimes(claiming), claimTimes(claiming)]);
    expect(settled).toEqual(["skipped", "skipped", "skipped"]);
  });

  test("are posted once by several processes at once, one a second in a channel", async () => {
    const bench = await digestsBench(await open());
    const { make, clock, slack, audit } = bench;
    for (const channel of ["C1", "C1", "C1", "C2", "C2", "C3"]) await make({ channel });
    const engines = [bench.engine(), bench.engine(), bench.engine()];
    await clock.advance(DAY);
    await audit();
    await Promise.all(engines.map((engine) => engine.tick()));
    for (let second = 0; second < 4; second += 1) {
      const before = slack.posted.length;
      await clock.advance(1_000);
      await Promise.all(engines.map((engine) => engine.tick()));
      const channels = slack.posted.slice(before).map(({ channel }) => channel);
      expect(new Set(channels).size).toBe(channels.length);
    }
    expect(slack.posted.map(({ shown }) => shown.report.digestId).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("go on from a new schedule, and stay where only the rest is edited", async () => {
    const bench = await digestsBench(await open());
    const { digests } = bench.engine();
    const asker = { by: ann, place: "C1" };
    const id = await bench.make();
    await bench.clock.advance(HOUR);
    const { channel: _, ...settings } = daily;
    const same = await digests.edit(id, { ...settings, content: "standing" }, asker);
    expect(same.digest).toMatchObject({ content: "standing", nextAt: new Date("2026-11-24T09:00:00Z") });
    const schedule = { cron: "0 12 * * *", timeZone: "Europe/Berlin" };
    const other = await digests.edit(id, { ...settings, schedule }, asker);
    expect(other.digest.nextAt).toEqual(new Date("2026-11-23T11:00:00Z"));
  });
});
