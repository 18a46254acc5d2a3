import { expect, test } from "vitest";
import { advanceMilestone, claimMilestone, findMilestone, setMilestone } from "../../src/store/milestones.ts";
import { at } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const term = (seconds: number) => ({ now: at(seconds), until: at(seconds + 60) });

describeEachDatabase("milestones", (open) => {
  test("say when something was done last", async () => {
    const db = await open();
    expect(await findMilestone(db, "done")).toBeUndefined();
    await setMilestone(db, "done", at(1));
    await setMilestone(db, "done", at(2));
    expect(await findMilestone(db, "done")).toEqual(at(2));
    expect(await findMilestone(db, "other")).toBeUndefined();
  });

  test("that are moved on never go back", async () => {
    const db = await open();
    for (const seconds of [2, 5, 3]) await advanceMilestone(db, "done", at(seconds));
    expect(await findMilestone(db, "done")).toEqual(at(5));
  });

  test("are claimed by one of several, until the claim runs out or is given back", async () => {
    const db = await open();
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimMilestone(db, "work", term(0))));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await claimMilestone(db, "work", term(59))).toBe(false);
    expect(await claimMilestone(db, "other", term(59))).toBe(true);
    const late = await Promise.all([1, 2].map(() => claimMilestone(db, "work", term(60))));
    expect(late.filter(Boolean)).toHaveLength(1);
    await setMilestone(db, "work", at(61));
    expect(await claimMilestone(db, "work", term(61))).toBe(true);
  });
});
