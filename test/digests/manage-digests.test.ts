import { expect, test } from "vitest";
import { MaxAgeError, UnfitChannelError } from "../../src/digests/check-settings.ts";
import { DigestGoneError, TooManyDigestsError } from "../../src/digests/manage-digests.ts";
import { ScheduleError } from "../../src/digests/schedule.ts";
import { listLogEntries } from "../../src/store/audit-log.ts";
import { listStaleMessages } from "../../src/store/shown-findings.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { ann, daily, digestsBench } from "../support/digests.ts";
import { failing } from "../support/findings.ts";

const asker = { by: ann, place: "C9" };

describeEachDatabase("digests", (open) => {
  test("are made, listed, edited, paused, resumed and deleted, and every deed is in the log", async () => {
    const db = await open();
    const bench = await digestsBench(db);
    const { digests } = bench.engine();
    const made = await digests.add(daily, asker);
    expect(made).toEqual({
      digest: {
        ...daily,
        id: 1,
        createdBy: ann,
        createdAt: bench.clock.now(),
        nextAt: new Date("2026-11-24T09:00:00Z"),
      },
    });
    await digests.add({ ...daily, channel: "C2" }, asker);
    expect(await digests.list("C1")).toEqual([made]);
    expect(await digests.list()).toHaveLength(2);
    const { channel: _, ...settings } = daily;
    await digests.edit(1, { ...settings, maxAgeHours: 6 }, asker);
    const paused = await digests.pause(1, asker);
    expect(paused.digest.paused).toEqual({ at: bench.clock.now(), by: ann });
    await digests.pause(1, asker);
    await digests.resume(1, asker);
    await digests.resume(1, asker);
    expect((await digests.find(1))?.digest).toMatchObject({ maxAgeHours: 6 });
    await digests.remove(1, asker);
    expect(await digests.find(1)).toBeUndefined();
    const entries = await listLogEntries(db, { after: 0, limit: 100 });
    const common = entries.map(({ action, place, actor }) => `${action} ${place} ${actor}`);
    expect(new Set(common)).toEqual(new Set([`digest-changed C9 ${ann}`]));
    expect(entries.map(({ subject, details }) => [subject, JSON.parse(details).change])).toEqual([
      ...[
        ["D1", "made"],
        ["D2", "made"],
        ["D1", "edited"],
        ["D1", "paused"],
        ["D1", "resumed"],
      ],
      ["D1", "deleted"],
    ]);
    expect(JSON.parse(entries[2]?.details ?? "")).toMatchObject({
      ...{ before: { maxAgeHours: 24, schedule: "0 9 * * *" }, after: { maxAgeHours: 6 } },
    });
  });

  test("are refused where they could not be kept", async () => {
    const bench = await digestsBench(await open());
    const { digests } = bench.engine();
    const twoHours = digests.add({ ...daily, maxAgeHours: 2 }, asker);
    await expect(twoHours).rejects.toThrow(MaxAgeError);
    const everyMinute = { cron: "* * * * *", timeZone: "UTC" };
    await expect(digests.add({ ...daily, schedule: everyMinute }, asker)).rejects.toThrow(ScheduleError);
    bench.fitness.set("C1", { isFit: false, why: "this channel is archived", isPassing: false });
    await expect(digests.add(daily, asker)).rejects.toThrow(UnfitChannelError);
    await expect(digests.pause(7, asker)).rejects.toThrow(DigestGoneError);
    const { channel: _, ...settings } = daily;
    await expect(digests.edit(7, settings, asker)).rejects.toThrow("There is no digest D7");
    for (let count = 0; count < 20; count += 1) await bench.make({ channel: "C2" });
    await expect(bench.make({ channel: "C2" })).rejects.toThrow(TooManyDigestsError);
  });

  test("are posted when asked, once however often, also while paused", async () => {
    const bench = await digestsBench(await open());
    const { digests } = bench.engine();
    const id = await bench.make();
    await bench.audit();
    await digests.pause(id, asker);
    await digests.runNow(id, asker);
    const view = await digests.runNow(id, asker);
    expect(view.last).toMatchObject({ isExtra: true, state: "due" });
    await bench.pass(10_000);
    expect(await bench.slots()).toMatchObject([{ isExtra: true, state: "posted" }]);
    expect(bench.said()).not.toHaveProperty("nextAt");
    expect((await digests.find(id))?.last).toMatchObject({ state: "posted", channel: "C1", ts: "1.0" });
  });

  test("begin anew where their scope has changed", async () => {
    const bench = await digestsBench(await open());
    const { digests } = bench.engine();
    const id = await bench.make();
    await bench.nextDay();
    const { channel: _, ...settings } = daily;
    const scope = { kind: "account", accountId: "000000000001" } as const;
    await digests.edit(id, { ...settings, scope }, asker);
    await bench.nextDay();
    expect(bench.said()).not.toHaveProperty("changes");
    await bench.nextDay();
    expect(bench.said().changes).toMatchObject({ appeared: { total: 0 } });
  });

  test("are shown anew with their findings as they are", async () => {
    const db = await open();
    const bench = await digestsBench(db);
    const { digests } = bench.engine();
    await bench.make();
    await bench.answer(failing("root-mfa"));
    await bench.nextDay();
    await bench.decide(ann, { kind: "acknowledge" });
    const stale = () => listStaleMessages(db, { now: bench.clock.now(), limit: 9 });
    expect(await stale()).toEqual([{ kind: "digest", channel: "C1", ts: "1.0" }]);
    expect(await digests.retell({ channel: "C1", ts: "1.0" })).toBe(true);
    expect(bench.slack.posted[0]?.shown.views.get(1)?.finding.state).toBe("acknowledged");
    expect(await stale()).toEqual([]);
    expect(await digests.retell({ channel: "C1", ts: "9.9" })).toBe(false);
  });
});
