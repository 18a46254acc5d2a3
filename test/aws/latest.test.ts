import { describe, expect, test } from "vitest";
import { keepLatest } from "../../src/aws/latest.ts";
import { createManualClock } from "../support/manual-clock.ts";

function keeping(most: number) {
  const clock = createManualClock();
  const asked: string[] = [];
  const keep = keepLatest<string>(clock, { milliseconds: 1_000, most });
  const ask = (key: string) =>
    keep(key, async () => {
      asked.push(key);
      return `${key} ${asked.length}`;
    });
  return { clock, asked, ask, keep };
}

describe("what was asked for last", () => {
  test("is kept, and shared by all who wait", async () => {
    const { ask } = keeping(2);
    expect(await Promise.all([ask("a"), ask("a")])).toEqual(["a 1", "a 1"]);
    expect(await ask("a")).toBe("a 1");
  });

  test("pushes out what nobody has asked for longest", async () => {
    const { ask, asked } = keeping(2);
    for (const key of ["a", "b", "a", "c", "a", "b"]) await ask(key);
    expect(asked).toEqual(["a", "b", "c", "b"]);
  });

  test("is asked for again after its time", async () => {
    const { ask, clock } = keeping(2);
    await ask("a");
    await clock.advance(999);
    expect(await ask("a")).toBe("a 1");
    await clock.advance(1);
    expect(await ask("a")).toBe("a 2");
  });

  test("is forgotten if it failed", async () => {
    const { keep, ask } = keeping(2);
    await expect(keep("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await ask("a")).toBe("a 1");
  });
});
