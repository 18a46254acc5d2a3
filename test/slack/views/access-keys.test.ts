import { describe, expect, test } from "vitest";
import type { KeySummary, ListedKey } from "../../../src/domain/access-key.ts";
import {
  keyReportMessage,
  keysBeingReadMessage,
  keysMessage,
  keysSentMessage,
  unclearAgeMessage,
} from "../../../src/slack/views/access-keys.ts";
import { HOSTILE, KEY_ID } from "./samples.ts";
import { expectSendable, linesIn, wordsIn } from "./sendable.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const account = { id: "411111111111", name: HOSTILE };
const keyOf = (rest: Partial<ListedKey> = {}): ListedKey => ({
  ...{ account, asOf: daysAgo(0.1), status: "active", id: KEY_ID, user: HOSTILE, createdAt: daysAgo(1000) },
  ...rest,
});
const denied = { code: "access-denied", call: "sts:AssumeRole", detail: HOSTILE } as const;

const everything: KeySummary = {
  scope: { olderThanDays: 90 },
  keys: Array.from({ length: 15 }, () =>
    keyOf({ lastUsed: { at: daysAgo(2), service: HOSTILE, region: HOSTILE } }),
  ),
  ...{ total: 1234, ofRoot: 1, read: 2, accounts: 3, notActive: 2, asOf: daysAgo(0.1) },
  bands: [0, 1, 2, 3, 4, undefined].map((band) => ({
    ...(band !== undefined && { band }),
    ...{ active: 100, inactive: 20, neverUsed: 3 },
  })),
  troubles: (["root", "users", "details"] as const).map((of) => ({
    of,
    ...denied,
    accounts: 2,
    example: account,
  })),
};
const nothing: KeySummary = {
  ...{
    scope: {},
    keys: [],
    total: 0,
    ofRoot: 0,
    bands: [],
    read: 3,
    accounts: 3,
    notActive: 0,
    troubles: [],
  },
};

const file = { name: "keys.csv", path: "/tmp/keys.csv", bytes: 1, keys: 3, read: 2, accounts: 3 };

test.each([
  ["everything there is to say", keysMessage(everything, NOW)],
  ["one account", keysMessage({ ...everything, account, scope: { accountId: account.id } }, NOW)],
  ["nothing", keysMessage(nothing, NOW)],
  ["progress", keyReportMessage({ state: "reading", read: 3, accounts: 42 }, NOW)],
  ["the beginning", keyReportMessage({ state: "reading", read: 0, accounts: 0 }, NOW)],
  ["a failure", keyReportMessage({ state: "failed", why: denied }, NOW)],
  ["the result", keyReportMessage({ state: "done", summary: everything }, NOW)],
  ["a wait", keysBeingReadMessage(42)],
  ["a file", keysSentMessage(file)],
  ["an unclear age", unclearAgeMessage()],
])("%s is sendable", (_what, message) => expectSendable(message));

describe("the list", () => {
  const lineOf = (key: Partial<ListedKey>) =>
    wordsIn(keysMessage({ ...nothing, keys: [keyOf(key)], total: 1 }, NOW));

  test.each([
    [
      "used",
      { lastUsed: { at: daysAgo(63), service: "s3", region: "eu-west-1" } },
      "last used 2 months ago by s3 in eu-west-1",
    ],
    ["never used", { status: "inactive" }, "inactive, 1,000 days old, never used"],
    ["used nobody can tell when", { lastUsed: "unread" }, "last use not read"],
  ] as const)("tells of a key that was %s", (_what, key, words) => expect(lineOf(key)).toContain(words));

  test("leads with how many, in how many accounts, and says how much is missing", () => {
    expect(linesIn(keysMessage(everything, NOW))[0]).toBe(
      "1,234 access keys older than 90 days, 1 of a root user; 2 of 3 accounts read in full.",
    );
    expect(linesIn(keysMessage(nothing, NOW))).toEqual(["No access keys in 3 accounts."]);
    const unread = { ...nothing, account: { id: account.id, name: "shut" }, read: 0, accounts: 1 };
    expect(linesIn(keysMessage(unread, NOW))).toEqual(["No access keys could be read in shut."]);
    expect(wordsIn(keysMessage(everything, NOW))).toMatch(
      /\d+ of 1,234 access keys shown; the file has them all/,
    );
  });

  test("ends with what the figures leave out", () => {
    expect(wordsIn(keysMessage(everything, NOW))).toContain("2 accounts not active, so left out.");
    expect(wordsIn(keysMessage({ ...everything, account }, NOW))).not.toContain("or later");
    expect(wordsIn(keysMessage(nothing, NOW))).not.toContain("left out");
  });
});

test("the file's message says in how many accounts the keys are, unless in all", () => {
  const lineOf = (part: object) => linesIn(keysSentMessage({ ...file, ...part }))[0];
  expect(lineOf({})).toMatch(/^3 access keys \(2 of 3 accounts read in full\), in keys\.csv in the thread\./);
  expect(lineOf({ read: 3 })).toMatch(/^3 access keys, in keys\.csv in the thread\./);
  expect(lineOf({ read: 0, accounts: 1 })).toMatch(/^3 access keys \(not all could be read\), in /);
});
