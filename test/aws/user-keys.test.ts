import { expect, test } from "vitest";
import { unreported, whomToAsk } from "../../src/aws/user-keys.ts";

const NOW = Date.UTC(2026, 10, 20);
const userWith = (user: string, days: number, usedDays?: number) =>
  ({
    ...{ user, isComplete: true },
    keys: [{ status: "active", createdAt: ago(days), ...(usedDays && { lastUsed: { at: ago(usedDays) } }) }],
  }) as const;

function ago(days: number): Date {
  return new Date(NOW - days * 86_400_000);
}

test("five hundred users are asked: who is not in the report before others, then who has the idlest key", () => {
  const crowd = Array.from({ length: 600 }, (_, index) => userWith(`user-${index}`, 700, 1 + (index % 20)));
  const asked = whomToAsk([...crowd, userWith("old", 600), userWith("older", 800), unreported("new")]);
  expect(asked.slice(0, 3).map(({ user }) => user)).toEqual(["new", "older", "old"]);
  expect(asked).toHaveLength(500);
});
