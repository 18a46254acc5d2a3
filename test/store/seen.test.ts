import { expect, test } from "vitest";
import { firstTime, forgetSeen } from "../../src/store/seen.ts";
import { describeEachDatabase } from "../support/databases.ts";

const noon = new Date("2026-03-01T12:00:00Z");
const later = new Date("2026-03-01T12:00:01Z");

describeEachDatabase("seen keys", (open) => {
  test("are met for the first time once", async () => {
    const database = await open();
    expect(await firstTime(database, "click-1", noon)).toBe(true);
    expect(await firstTime(database, "click-1", later)).toBe(false);
    expect(await firstTime(database, "click-2", later)).toBe(true);
  });

  test("are met for the first time by one of many who ask at once", async () => {
    const database = await open();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => database.transaction((tx) => firstTime(tx, "click", noon))),
    );
    expect(answers.filter((first) => first)).toHaveLength(1);
  });

  test("are not remembered when the transaction of the decision fails", async () => {
    const database = await open();
    const decision = database.transaction(async (tx) => {
      await firstTime(tx, "click", noon);
      throw new Error("the decision was refused");
    });
    await expect(decision).rejects.toThrow("the decision was refused");
    expect(await firstTime(database, "click", later)).toBe(true);
  });

  test("are forgotten once older than asked", async () => {
    const database = await open();
    await firstTime(database, "old", noon);
    await firstTime(database, "new", later);
    await forgetSeen(database, later);
    expect(await database.query("select key from seen")).toEqual([{ key: "new" }]);
  });
});
