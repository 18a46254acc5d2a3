import { expect, test } from "vitest";
import type { Decision } from "../../src/domain/finding-events.ts";
import { findHome } from "../../src/findings/home.ts";
import { listFindings } from "../../src/findings/list-findings.ts";
import type { Database } from "../../src/store/database.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { failing, findingsBench, people } from "../support/findings.ts";

const { ann, bob, eve, dan, vic } = people;
const TEAM = "S1TEAM";

/** Seven requests of Ann's, of which Eve owns one alone and one by her group; one explanation by Bob. */
async function setUp(db: Database) {
  const bench = await findingsBench(db);
  const plea = { reason: "it is being replaced", until: bench.days(30) };
  const asks: readonly Decision[] = [
    ...Array.from({ length: 6 }, () => ({ kind: "ask to accept", ...plea }) as const),
    { kind: "ask to extend", ...plea, until: bench.days(10) },
  ];
  for (const [index, decision] of asks.entries()) {
    await bench.answer(failing(`check-${index + 1}`));
    expect(await bench.decide(ann, decision, { findingId: index + 1 })).toMatchObject({ kind: "done" });
  }
  await bench.decide(ann, { kind: "assign", to: eve }, { findingId: 1 });
  await bench.decide(ann, { kind: "assign", to: TEAM }, { findingId: 2 });
  await bench.answer(failing("root-unused"));
  await bench.decide(bob, { kind: "explain", reason: "a drill" }, { findingId: 8 });
  const groupsOf = async (user: string) => (user === eve ? [TEAM] : []);
  return { ...bench, groupsOf };
}

describeEachDatabase("requests", (open) => {
  test("that somebody may answer are all counted, whatever else waits before them", async () => {
    const bench = await setUp(await open());
    const waitingFor = async (user: string) => {
      const { waiting, waitingTotal } = await findHome(bench, user);
      return [waitingTotal, waiting.length];
    };
    expect(await waitingFor(dan)).toEqual([8, 5]);
    expect(await waitingFor(eve)).toEqual([6, 5]);
    expect(await waitingFor(ann)).toEqual([1, 1]);
    expect(await waitingFor(bob)).toEqual([0, 0]);
    expect(await waitingFor(vic)).toEqual([0, 0]);
  });

  test("are listed to everybody, a page at a time", async () => {
    const bench = await setUp(await open());
    await bench.answer(failing("asked-about-by-nobody"));
    const page = (offset: number) =>
      listFindings(bench, { filter: "requests", asker: vic, offset, limit: 5 });
    expect([(await page(0)).total, (await page(0)).findings.length]).toEqual([8, 5]);
    expect((await page(5)).findings.map(({ finding }) => finding.request?.kind)).toHaveLength(3);
  });
});
