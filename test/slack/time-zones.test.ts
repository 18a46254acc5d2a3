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
  ["kolk", "Asia/Kolkata"],
  ["Asia/Calcutta", "Asia/Calcutta"],
  ["<!channel>", undefined],
])("%j offers %s first", (words, first) => {
  expect(offered(words)[0]).toBe(first);
});

test.each(["asmara", "nuuk", "ho chi", "kathm", "yangon", "faroe", "kyiv", "chuuk", "kanton", "pohnpei"])(
  "%s, which goes by an older name too, is a time zone",
  (words) => {
    const [timeZone = ""] = offered(words);
    expect(() => new Intl.DateTimeFormat("en", { timeZone })).not.toThrow();
  },
);

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
