import { describe, expect, test } from "vitest";
import { nearestNames } from "../../src/accounts/nearest-names.ts";

const names = ["prod-payments", "prod-web", "sandbox-research", "legacy-mail"].map((name, index) => ({
  name,
  id: String(index + 1).padStart(12, "0"),
}));

describe("the nearest names", () => {
  test.each([
    ["a part of the name", "sandbox", "sandbox-research"],
    ["letters in the wrong order", "prod-paymetns", "prod-payments"],
    ["another case", "LEGACY", "legacy-mail"],
  ])("are found by %s", async (_, words, name) => {
    expect((await nearestNames(words, names))[0]?.name).toBe(name);
  });

  test("are the best of all, however many there are", async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      name: `team-${index}-a`,
      id: String(index),
    }));
    const found = await nearestNames("prod-web", [...many, ...names]);
    expect(found[0]?.name).toBe("prod-web");
    expect(found.length).toBeLessThanOrEqual(3);
  });

  test("are none for what is nothing like a name, or too long to be one", async () => {
    expect(await nearestNames("zzzzzzzz", names)).toEqual([]);
    expect(await nearestNames("prod-web ".repeat(400), names)).toEqual([]);
  });
});
