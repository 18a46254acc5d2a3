import { expect, test } from "vitest";
import { timeZonesLike } from "../../src/slack/time-zones.ts";

const offered = (words: string) => timeZonesLike(words).map(({ value }) => value);

test.each([
  ["Europe/Berlin", "Europe/Berlin"],
  ["berlin", "Europe/Berlin"],
  [" New  York ", "America/New_York"],
  ["utc", "UTC"],
  ["austr", "Australia/Adelaide"],
  ["delh", undefined],
  ["Kolkata", "Asia/Calcutta"],
  ["asia/kolkata", "Asia/Calcutta"],
  ["<!channel>", undefined],
])("%j offers %s first", (words, first) => {
  expect(offered(words)[0]).toBe(first);
});

test("a place whose name begins so comes before one that only has it within", () => {
  const zones = offered("lo");
  expect(zones.indexOf("Europe/London")).toBeGreaterThanOrEqual(0);
  expect(zones.indexOf("Europe/London")).toBeLessThan(zones.indexOf("Europe/Oslo"));
});

test.each(["", "a", "e"])("for %j there are at most a hundred, each once", (words) => {
  const zones = offered(words);
  expect(zones).toHaveLength(100);
  expect(new Set(zones).size).toBe(100);
});
