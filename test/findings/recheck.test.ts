import { expect, test } from "vitest";
import type { Result } from "../../src/domain/result.ts";
import { createRecheck } from "../../src/findings/recheck.ts";
import { listLogEntries } from "../../src/store/audit-log.ts";
import type { Database } from "../../src/store/database.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { failing, findingsBench, people } from "../support/findings.ts";

const { ann, bob } = people;
const FINDING = { findingId: 1 };

/** One finding, and what AWS is asked about it; each reading ends as the test wants it. */
async function setUp(db: Database) {
  const bench = await findingsBench(db);
  await bench.answer(failing());
  const purposes: string[] = [];
  const readings: PromiseWithResolvers<Result>[] = [];
  const allowed: string[] = [];
  const recheck = createRecheck({
    ...bench,
    access: {
      mayAct: async (by, needs) => {
        const permission = await bench.access.mayAct(by, needs);
        allowed.push(by);
        return permission;
      },
    },
    readFresh: (_, purpose) => {
      const reading = Promise.withResolvers<Result>();
      purposes.push(purpose);
      readings.push(reading);
      return reading.promise;
    },
  });
  const asked = (count: number) => expect.poll(() => readings.length).toBe(count);
  const waiting = (count: number) => expect.poll(() => allowed.length).toBe(count);
  const entries = async () =>
    (await listLogEntries(db, { after: 0, limit: 9 })).map(({ actor, place, details }) => ({
      actor,
      place,
      details: JSON.parse(details),
    }));
  return { bench, purposes, readings, recheck, asked, waiting, entries };
}

describeEachDatabase("a re-check", (open) => {
  test("asks under another name each time, so that no answer that is kept for the last counts", async () => {
    const { bench, purposes, readings, recheck, asked } = await setUp(await open());
    for (const count of [1, 2]) {
      const outcome = recheck({ ...FINDING, by: ann });
      await asked(count);
      readings[count - 1]?.resolve(failing());
      await outcome;
      await bench.clock.advance(1000);
    }
    const [first = "", second] = purposes;
    expect(first).toMatch(/^F1-\d+$/);
    expect(second).not.toBe(first);
  });

  test("of two people at the same time is one question, and both are answered and entered", async () => {
    const { readings, recheck, waiting, entries } = await setUp(await open());
    const outcomes: ReturnType<typeof recheck>[] = [];
    for (const by of [ann, bob]) {
      outcomes.push(recheck({ ...FINDING, by }));
      await waiting(outcomes.length);
    }
    for (const reading of readings) reading.resolve({ ...failing(), status: "pass" });
    expect(await Promise.all(outcomes)).toMatchObject([{ isOver: true }, { isOver: true }]);
    expect(readings).toHaveLength(1);
    expect((await entries()).map(({ actor, details }) => `${actor} ${details.answer}`).toSorted()).toEqual([
      `${ann} pass`,
      `${bob} pass`,
    ]);
  });

  test("that breaks down is entered with why, and the next one asks anew", async () => {
    const { readings, recheck, asked, entries } = await setUp(await open());
    const broken = recheck({ ...FINDING, by: ann, place: "C1" });
    const told = expect(broken).rejects.toThrow("it took too long");
    await asked(1);
    readings[0]?.reject(new Error("it took too long"));
    await told;
    expect(await entries()).toEqual([
      {
        actor: ann,
        place: "C1",
        details: {
          account: "111111111111",
          check: "root-access-key",
          decision: "re-check",
          answer: "failed",
          why: "it took too long",
        },
      },
    ]);
    const next = recheck({ ...FINDING, by: bob });
    await asked(2);
    readings[1]?.resolve(failing());
    expect(await next).toMatchObject({ isOver: false });
  });
});
