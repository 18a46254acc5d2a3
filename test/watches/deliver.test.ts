import { expect, test } from "vitest";
import { hasUntoldFindings } from "../../src/store/shown-findings.ts";
import { idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { people } from "../support/findings.ts";
import { CHANNEL, watching } from "../support/watching.ts";

const { ann, bob } = people;
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const alerts = (...names: readonly string[]) => ({ kind: "alerts", place: CHANNEL, names });
const archived = { isFit: false, isPassing: false, why: "this channel is archived" } as const;

describeEachDatabase("a delivery", (open) => {
  test("is repeated ever more slowly until it is confirmed, by one of two processes, in one message", async () => {
    const { turnOn, critical, watches, other, coming, told, clock } = await watching(await open());
    await turnOn();
    await critical(idOf(1));
    await critical(idOf(2));
    await watches.raise();
    coming.push("uncertain", "not-sent", "uncertain", "uncertain", "uncertain");
    const tries: number[] = [];
    const begun = clock.now().getTime();
    for (const second of [0, 9, 10, 69, 70, 369, 370, 1269, 1270, 2169, 2170]) {
      const before = coming.length;
      await clock.advance(begun + second * SECOND - clock.now().getTime());
      await Promise.all([watches.deliver(), other.deliver()]);
      if (coming.length < before || told.length > 0) tries.push(second);
    }
    expect(tries).toEqual([0, 10, 70, 370, 1270, 2170]);
    expect(told).toEqual([alerts("F1 open", "F2 open")]);
  });

  test("is repeated when whoever delivered it died, and given up after a week", async () => {
    const { turnOn, critical, watches, other, coming, told, clock } = await watching(await open());
    await turnOn();
    await critical(idOf(1));
    await watches.raise();
    coming.push("never answered");
    void watches.deliver();
    await expect.poll(() => coming.length).toBe(0);
    await clock.advance(59 * SECOND);
    await other.deliver();
    expect(told).toEqual([]);
    await clock.advance(SECOND);
    await other.deliver();
    expect(told.splice(0)).toEqual([alerts("F1 open")]);
    await critical(idOf(2));
    await watches.raise();
    coming.push("uncertain", "uncertain");
    await watches.deliver();
    await clock.advance(7 * 24 * HOUR);
    await other.deliver();
    await clock.advance(HOUR);
    await watches.deliver();
    expect(told).toEqual([]);
  });

  test("is tried once more after an outage of more than a week", async () => {
    const { turnOn, critical, watches, coming, told, clock } = await watching(await open());
    await turnOn();
    await critical(idOf(1));
    await watches.raise();
    coming.push("not-sent");
    await watches.deliver();
    await clock.advance(8 * 24 * HOUR);
    await watches.deliver();
    expect(told).toEqual([alerts("F1 open")]);
  });

  test("goes to the owner, else an operator, where the channel cannot have it, and the watch is paused", async () => {
    const { turnOn, critical, watches, unfit, left, coming, heard } = await watching(await open());
    await turnOn();
    await critical(idOf(1));
    coming.push("refused");
    expect(await heard()).toEqual([{ ...alerts("F1 open"), place: ann }]);
    unfit.set(CHANNEL, { isFit: false, isPassing: true, why: "Slack could not say" });
    await critical(idOf(2));
    expect(await heard()).toEqual([]);
    unfit.set(CHANNEL, archived);
    await critical(idOf(3));
    expect(await heard()).toEqual([{ ...alerts("F3 open"), place: ann }]);
    expect(await watches.list()).toMatchObject([{ paused: { why: "this channel is archived" } }]);
    left.add(ann);
    await critical(idOf(4));
    expect(await heard()).toEqual([{ ...alerts("F4 open"), place: bob }]);
  });

  test("is shown as its findings are, as long as it is there", async () => {
    const { db, clock, turnOn, critical, decide, heard, watches, told } = await watching(await open());
    await turnOn();
    await critical(idOf(1));
    await heard();
    expect(await hasUntoldFindings(db, clock.now())).toBe(false);
    await decide(bob, { kind: "acknowledge" });
    expect(await hasUntoldFindings(db, clock.now())).toBe(true);
    expect(await watches.retell({ channel: CHANNEL, ts: "1.0" })).toBe(true);
    expect(await hasUntoldFindings(db, clock.now())).toBe(false);
    expect(told).toEqual([{ ...alerts("F1 acknowledged"), place: `${CHANNEL} 1.0` }]);
    expect(await watches.retell({ channel: CHANNEL, ts: "9.9" })).toBe(false);
  });
});
