import { describe, expect, test } from "vitest";
import { factsForNext, factsToAskAgain, rungsFor, rungsToGoOnWith } from "../../src/aws/ladder.ts";
import { nothingReadYet, type RootFact } from "../../src/aws/root-facts.ts";
import { known, type Origin, type Rung, type UnreadableCode, unread } from "../../src/domain/read.ts";
import type { RootFacts } from "../../src/domain/root-facts.ts";
import { everyRootFact } from "./support.ts";

const origin: Origin = { call: "iam:X", field: "x", rung: "member role", readAt: new Date(0) };
const no = known(false, origin);

const settled: RootFacts = {
  passwordPresent: known(true, origin),
  mfaEnabled: known(true, origin),
  accessKeysPresent: no,
  signingCertificatesPresent: no,
  accessKeys: known([], origin),
  mfaDevices: known({ devices: [], complete: true }, origin),
  passwordLastUsed: known("never", origin),
};
const incomplete = known({ devices: [], complete: false }, origin);
const all = new Set(everyRootFact);

function failed(code: UnreadableCode, rung: Rung = "member role") {
  return unread({ code, call: "iam:X", detail: "", rung });
}

function pending(rung: Rung) {
  return unread({ code: "report-not-ready", call: "iam:X", detail: "", until: new Date(1), rung });
}

describe("the rungs", () => {
  const accounts = {
    own: { id: "1", isManagement: false },
    "own management": { id: "1", isManagement: true },
    management: { id: "2", isManagement: true },
    member: { id: "3", isManagement: false },
  };

  test.each([
    ["own", "first", ["own credentials", "member role"]],
    ["own management", "first", ["own credentials", "member role"]],
    ["management", "first", ["member role"]],
    ["management", "fallback", ["member role"]],
    ["member", "off", ["member role"]],
    ["member", "fallback", ["member role", "root session"]],
    ["member", "first", ["root session", "member role"]],
  ] as const)("for an account that is %s, with root sessions %s", (account, rootSessions, rungs) => {
    expect(rungsFor(accounts[account], "1", rootSessions)).toEqual(rungs);
  });
});

describe("the next rung", () => {
  const cases: readonly (readonly [string, Partial<RootFacts>, root: RootFact[], role: RootFact[]])[] = [
    ["nothing open", {}, [], []],
    [
      "something refused",
      { passwordLastUsed: failed("access-denied") },
      ["passwordLastUsed"],
      ["passwordLastUsed"],
    ],
    ["only something pending", { passwordLastUsed: pending("member role") }, [], []],
    [
      "one pending and one refused",
      { passwordLastUsed: pending("member role"), accessKeys: failed("access-denied") },
      ["accessKeys", "passwordLastUsed"],
      ["accessKeys", "passwordLastUsed"],
    ],
    ["an incomplete list", { mfaDevices: incomplete }, ["mfaDevices"], []],
    [
      "an incomplete list and one pending",
      { mfaDevices: incomplete, passwordLastUsed: pending("member role") },
      ["passwordLastUsed", "mfaDevices"],
      [],
    ],
    ["an incomplete list but no credentials", { mfaDevices: incomplete, passwordPresent: no }, [], []],
  ];

  test.each(cases)("after %s", (_what, given, root, role) => {
    const facts = { ...settled, ...given };
    expect([...factsForNext("root session", facts, all)]).toEqual(root);
    expect([...factsForNext("member role", facts, all)]).toEqual(role);
  });

  test("is not opened for what nobody wants", () => {
    const facts = { ...settled, mfaDevices: incomplete, accessKeys: failed("access-denied") };
    expect(factsForNext("root session", facts, new Set(["passwordPresent"]))).toEqual(new Set());
  });
});

describe("a second reading", () => {
  test.each([
    ["throttled", true],
    ["unreachable", true],
    ["not-read-yet", true],
    ["access-denied", false],
    ["denied-by-scp", false],
    ["feature-off", false],
    ["not-in-partition", false],
    ["missing-in-answer", false],
  ] as const)("of what was %s: %o", (code, again) => {
    const facts = { ...settled, accessKeys: failed(code) };
    expect([...factsToAskAgain(facts, all)]).toEqual(again ? ["accessKeys"] : []);
  });

  test("asks for what was pending, and at first for everything", () => {
    const facts = { ...settled, accessKeys: pending("member role"), mfaDevices: incomplete };
    expect([...factsToAskAgain(facts, all)]).toEqual(["accessKeys"]);
    expect(factsToAskAgain(nothingReadYet, all)).toEqual(all);
  });

  const rungs: readonly Rung[] = ["root session", "member role"];
  test.each([
    ["goes on where all that is open was pending", { accessKeys: pending("member role") }, ["member role"]],
    ["begins at the top for what failed", { accessKeys: failed("throttled") }, rungs],
    [
      "begins at the top if anything failed",
      { accessKeys: failed("throttled"), passwordLastUsed: pending("member role") },
      rungs,
    ],
    ["begins at the top where the rung is gone", { accessKeys: pending("own credentials") }, rungs],
  ] as const)("%s", (_what, given, expected) => {
    const facts = { ...settled, ...given };
    expect(rungsToGoOnWith(rungs, facts, factsToAskAgain(facts, all))).toEqual(expected);
  });
});
