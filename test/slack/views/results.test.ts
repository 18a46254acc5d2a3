import { describe, expect, test } from "vitest";
import type { Result, Severity } from "../../../src/domain/result.ts";
import { severities } from "../../../src/domain/result.ts";
import {
  bySeverity,
  checkOf,
  countBySeverity,
  failureBlocks,
  failuresOf,
  otherResults,
  rungsOf,
} from "../../../src/slack/views/results.ts";
import { now, resultsOf, sampleResults } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

const failure = (severity: Severity): Result => ({
  check: "root-mfa",
  status: "fail",
  severity,
  headline: `A ${severity} thing`,
  summary: ["off"],
  evidence: [],
  fingerprint: {},
});

describe("failures", () => {
  const mixed = [...resultsOf("all in order"), ...[...severities].reverse().map(failure), failure("high")];

  test("come worst first, and alone", () => {
    expect(failuresOf(mixed).map(({ severity }) => severity)).toEqual([
      "critical",
      "high",
      "high",
      "medium",
      "low",
      "info",
    ]);
  });

  test("are counted by severity", () => {
    expect(countBySeverity(failuresOf(mixed))).toBe("1 critical, 2 high, 1 medium, 1 low, 1 info");
    expect(countBySeverity([])).toBe("");
    expect(bySeverity({ critical: 0, high: 1_234, medium: 0, low: 1, info: 0 })).toBe("1,234 high, 1 low");
  });

  test.each(severities)("that are %s show a sign and the word", (severity) => {
    const [shown] = failuresOf([failure(severity)]);
    if (!shown) throw new Error("the failure was lost");
    const blocks = failureBlocks(shown, { accountId: "111122223333", now });
    expectSendable({ text: "failure", blocks });
    expect(wordsIn({ text: "", blocks })).toContain(`A ${severity} thing  ·  ${severity}`);
    expect(JSON.stringify(blocks)).toMatch(/"type":"emoji","name":"\w+_circle"/);
    expect(blocks.at(-1)).toMatchObject({
      elements: [{ action_id: "check_how_to_fix", value: "111122223333 root-mfa" }],
    });
  });
});

describe("the other results", () => {
  test.each([
    ["MFA on", "Root access key  ·  none\n Root MFA  ·  on"],
    ["nothing known", "Root credentials  ·  unknown: access denied: iam:GetAccountSummary is not allowed"],
    ["a key of unknown state", "still preparing the credential report; ask again after 2026-11-23 09:00 UTC"],
    ["nothing to check centrally off", "whoever reads the root mailbox can still create a password"],
  ])("of %s are shown in a line", (name, words) => {
    const blocks = otherResults(resultsOf(name), now);
    expect(wordsIn({ text: "", blocks })).toContain(words);
  });

  test("share a line where they have no answer for one and the same reason", () => {
    const lines = wordsIn({ text: "", blocks: otherResults(resultsOf("not read for its state"), now) }).split(
      "\n",
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("Root access key, Root MFA, ");
    expect(lines[0]).toContain("Administrator  ·  not applicable: the account is suspended");
    expect(lines[1]).toContain(
      "Account state  ·  not applicable: the account is suspended. For up to 90 days",
    );
  });

  test("are nothing where everything fails, or nothing was checked", () => {
    expect(otherResults(failuresOf(resultsOf("everything wrong")), now)).toEqual([]);
    expect(otherResults([], now)).toEqual([]);
  });

  test("each carry a sign of their own status", () => {
    const signs = sampleResults.flatMap(
      ([, results]) => JSON.stringify(otherResults(results, now)).match(/"name":"\w+"/g) ?? [],
    );
    expect([...new Set(signs)].toSorted()).toEqual([
      '"name":"grey_question"',
      '"name":"heavy_minus_sign"',
      '"name":"white_check_mark"',
    ]);
  });

  test("of a check of another release go by its id", () => {
    const [result] = resultsOf("MFA on");
    if (!result) throw new Error("there are no results");
    const blocks = otherResults([{ ...result, check: "root-horoscope" }], now);
    expect(wordsIn({ text: "", blocks })).toContain("root-horoscope  ·  none");
    expect(checkOf({ check: "root-horoscope" })).toBeUndefined();
  });
});

test.each([
  ["everything wrong", "by member role and root session"],
  ["MFA on", "by member role"],
  ["no results", ""],
])("%s was read %s", (name, words) => {
  expect(rungsOf(resultsOf(name))).toBe(words);
});
