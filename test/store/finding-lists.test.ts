import { expect, test } from "vitest";
import { NEEDING } from "../../src/domain/finding-life.ts";
import { tallyFindings } from "../../src/store/finding-lists.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { failing, findingsBench, people } from "../support/findings.ts";

const { ann, dan } = people;
const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

describeEachDatabase("the findings by now", (open) => {
  test("are counted: what needs somebody, by severity, what of it is overdue, and what is accepted", async () => {
    const db = await open();
    const bench = await findingsBench(db);
    const tally = () => tallyFindings(db, { states: NEEDING, now: bench.clock.now() });
    for (const check of ["one", "two", "three"]) await bench.answer(failing(check));
    expect(await tally()).toEqual({ open: { ...none, high: 3 }, overdue: 0, accepted: 0 });
    await bench.decide(ann, { kind: "ask to accept", reason: "it is old", until: bench.days(60) });
    await bench.decide(dan, { kind: "approve" });
    await bench.clock.advance(8 * 86_400_000);
    await bench.answer(failing("four"));
    expect(await tally()).toEqual({ open: { ...none, high: 3 }, overdue: 2, accepted: 1 });
  });
});
