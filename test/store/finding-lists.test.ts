import { expect, test } from "vitest";
import { NEEDING } from "../../src/domain/finding-life.ts";
import { countPutOff } from "../../src/store/finding-lists.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { failing, findingsBench, people } from "../support/findings.ts";

const { ann, dan } = people;

describeEachDatabase("what is put off", (open) => {
  test("is counted: what is overdue and needs somebody, and what is accepted", async () => {
    const db = await open();
    const bench = await findingsBench(db);
    const putOff = () => countPutOff(db, { states: NEEDING, now: bench.clock.now() });
    for (const check of ["one", "two", "three"]) await bench.answer(failing(check));
    expect(await putOff()).toEqual({ overdue: 0, accepted: 0 });
    await bench.decide(ann, { kind: "ask to accept", reason: "it is old", until: bench.days(60) });
    await bench.decide(dan, { kind: "approve" });
    await bench.clock.advance(8 * 86_400_000);
    await bench.answer(failing("four"));
    expect(await putOff()).toEqual({ overdue: 2, accepted: 1 });
  });
});
