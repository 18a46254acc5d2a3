import { expect, test } from "vitest";
import { expireFindings } from "../../src/findings/expire-findings.ts";
import { listUnowned, saveReminded } from "../../src/store/reminders.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { type FindingsBench, failing, findingsBench, people } from "../support/findings.ts";

const MINUTE = 60_000;
const CHECK = "root-access-key";
const critical = (keys = "1") => failing(CHECK, { severity: "critical", fingerprint: { keys } });

async function unownedIn({ db, clock }: FindingsBench): Promise<readonly number[]> {
  const before = new Date(clock.now().getTime() - 30 * MINUTE);
  return (await listUnowned(db, before)).map(({ id }) => id);
}

describeEachDatabase("what nobody owns", (open) => {
  test.each<[string, (bench: FindingsBench) => Promise<unknown>]>([
    ["taken back", (bench) => bench.decide(people.bob, { kind: "reopen" })],
    [
      "open again by itself",
      async (bench) => {
        await bench.clock.advance(23 * 60 * MINUTE);
        await expireFindings(bench);
      },
    ],
  ])("and was put aside before it was told of has its half an hour from when it is %s", async (_, reopen) => {
    const bench = await findingsBench(await open());
    await bench.answer(critical());
    await bench.decide(people.ann, { kind: "snooze", until: bench.days(1) });
    await bench.clock.advance(60 * MINUTE);
    await reopen(bench);
    await bench.clock.advance(29 * MINUTE);
    expect(await unownedIn(bench)).toEqual([]);
    await bench.clock.advance(MINUTE);
    expect(await unownedIn(bench)).toEqual([1]);
  });

  test.each<[string, (bench: FindingsBench) => Promise<unknown>, readonly number[]]>([
    ["no more where it is the same", (bench) => bench.answer(critical()), []],
    ["again where it has changed", (bench) => bench.answer(critical("2")), [1]],
    [
      "again where it has got worse once more",
      async (bench) => {
        await bench.answer(failing(CHECK, { fingerprint: { keys: "1" } }));
        await bench.answer(critical());
      },
      [1],
    ],
    [
      "again where a snooze has come to its end",
      async (bench) => {
        await bench.decide(people.ann, { kind: "snooze", until: bench.days(1) });
        await bench.clock.advance(24 * 60 * MINUTE);
        await expireFindings(bench);
      },
      [1],
    ],
    [
      "again where somebody has taken it back",
      async (bench) => {
        await bench.decide(people.ann, { kind: "snooze", until: bench.days(1) });
        await bench.clock.advance(60 * MINUTE);
        await bench.decide(people.bob, { kind: "reopen" });
      },
      [1],
    ],
  ])("is told of once, and %s, after half an hour", async (_, happen, again) => {
    const db = await open();
    const bench = await findingsBench(db);
    const unowned = () => unownedIn(bench);
    const alert = async () => {
      const told = (await unowned()).map((findingId) => ({ findingId, key: "unowned", person: "C1" }));
      await saveReminded(db, told, bench.clock.now());
    };
    await bench.answer(critical());
    await bench.clock.advance(29 * MINUTE);
    expect(await unowned()).toEqual([]);
    await bench.clock.advance(MINUTE);
    expect(await unowned()).toEqual([1]);
    await alert();
    expect(await unowned()).toEqual([]);
    await bench.clock.advance(MINUTE);
    await happen(bench);
    expect(await unowned()).toEqual([]);
    await bench.clock.advance(30 * MINUTE);
    expect(await unowned()).toEqual(again);
    await alert();
    await bench.clock.advance(24 * 60 * MINUTE);
    expect(await unowned()).toEqual([]);
  });
});
