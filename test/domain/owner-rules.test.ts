import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Account } from "../../src/domain/account.ts";
import {
  needsTags,
  type OwnerMatch,
  type OwnerRule,
  ownerOf,
  parseOwnerMatch,
} from "../../src/domain/owner-rules.ts";
import { sampleAccount } from "../support/root-facts.ts";

const account: Account = {
  ...sampleAccount,
  ouPath: ["Workloads", "Live"],
  unitIds: ["ou-e1x4-workload", "ou-e1x4-livelive"],
};
const tags = { team: "payments", "root-owner": "U0TAGGED01" };

function rule(text: string, owner: string, lead?: string): OwnerRule {
  const match = parseOwnerMatch(text);
  if (match.kind === "wrong") throw new Error(match.problem);
  return { match, owner, ...(lead && { lead }) };
}

describe("an account's owner", () => {
  const all = {
    "111122223333": "U0ACCOUNT",
    "tag:team=payments": "U0TEAM",
    "Workloads/Live": "U0LIVE",
    "ou-e1x4-workload": "U0WORKLOADS",
    "*": "S0ALL",
  };
  const without = (...matches: readonly string[]) =>
    Object.entries(all)
      .filter(([match]) => !matches.includes(match))
      .map(([match, owner]) => rule(match, owner));
  const table: readonly (readonly [string, readonly OwnerRule[], string, string])[] = [
    ["by the account", without(), "U0ACCOUNT", "by the account itself"],
    ["by a tag", without("111122223333"), "U0TEAM", "by its tag team=payments"],
    [
      "by the innermost unit",
      without("111122223333", "tag:team=payments"),
      "U0LIVE",
      "by its unit Workloads/Live",
    ],
    [
      "by a unit further out",
      without("111122223333", "tag:team=payments", "Workloads/Live"),
      "U0WORKLOADS",
      "by its unit ou-e1x4-workload",
    ],
    ["by what is for all", [rule("*", "S0ALL")], "S0ALL", "as everything that nobody else has"],
  ];

  test.each(table)("%s, wherever in the file it stands", (_by, rules, owner, because) => {
    for (const order of [rules, rules.toReversed()])
      expect(ownerOf({ rules: order }, account, tags)).toEqual({ owner, because });
  });

  test("by the tag that names the owner, before other tags and after the account", () => {
    const rules = without("111122223333");
    expect(ownerOf({ rules, ownerTag: "root-owner" }, account, tags)?.owner).toBe("U0TAGGED01");
    expect(ownerOf({ rules: without(), ownerTag: "root-owner" }, account, tags)?.owner).toBe("U0ACCOUNT");
  });

  test.each(["jane@example.com", "", "u0tagged01", "U", "SALES", "WAREHOUSE", "STAGING1"])(
    "not by a tag that says %j",
    (value) => {
      const given = { rules: [rule("*", "S0ALL")], ownerTag: "root-owner" };
      expect(ownerOf(given, account, { "root-owner": value })?.owner).toBe("S0ALL");
    },
  );

  test.each([
    ["another account", "444455556666"],
    ["another value of the tag", "tag:team=Payments"],
    ["a tag that it has not", "tag:constructor=x"],
    ["a unit below", "Workloads/Live/Deeper"],
    ["a unit of that name elsewhere", "Live"],
    ["a unit that begins so", "Work"],
    ["another unit's id", "ou-e1x4-other0000"],
  ])("not by %s", (_what, match) => {
    expect(ownerOf({ rules: [rule(match, "U0WRONG")] }, account, tags)).toBeUndefined();
  });

  test("has the lead of the rule, or of the next that applies and names one", () => {
    const rules = [
      rule("111122223333", "U0ACCOUNT"),
      rule("Workloads", "U0WORK", "U0LEAD"),
      rule("*", "S0ALL", "U0CISO"),
    ];
    expect(ownerOf({ rules }, account)?.lead).toBe("U0LEAD");
    expect(ownerOf({ rules: [...rules, rule("Workloads/Live", "U0LIVE", "U0NEAR")] }, account)?.lead).toBe(
      "U0NEAR",
    );
  });

  test("of the organization is only what is for all", () => {
    const rules = without();
    expect(ownerOf({ rules, ownerTag: "root-owner" }, undefined)?.owner).toBe("S0ALL");
    expect(ownerOf({ rules: without("*") }, undefined)).toBeUndefined();
  });
});

describe("what a rule is for is read as people write it", () => {
  const table: readonly (readonly [string, OwnerMatch])[] = [
    ["1111-2222-3333", { kind: "account", accountId: "111122223333" }],
    ["0000 1111 2222", { kind: "account", accountId: "000011112222" }],
    ["tag:team=a=b", { kind: "tag", key: "team", value: "a=b" }],
    ["tag:team=", { kind: "tag", key: "team", value: "" }],
    ["ou-e1x4-1a2b3c4d", { kind: "unit", unit: "ou-e1x4-1a2b3c4d" }],
    ["Prod / Payments", { kind: "unit", unit: ["Prod", "Payments"] }],
    ["*", { kind: "everything" }],
  ];

  test.each(table)("%s", (text, match) => {
    expect(parseOwnerMatch(text)).toEqual(match);
  });

  test.each([
    ["11122223333", /12 digits/],
    ["tag:team", /tag:Key=Value/],
    ["tag:=payments", /tag:Key=Value/],
    ["", /none of/],
    ["Prod//Payments", /none of/],
  ])("%j is not understood", (text, problem) => {
    expect(parseOwnerMatch(text)).toEqual({ kind: "wrong", problem: expect.stringMatching(problem) });
  });
});

test("tags are needed where a rule goes by them", () => {
  expect(needsTags({ rules: [rule("*", "S0ALL")] })).toBe(false);
  expect(needsTags({ rules: [rule("tag:a=b", "S0ALL")] })).toBe(true);
  expect(needsTags({ rules: [], ownerTag: "a" })).toBe(true);
});

const anyRule = fc.constantFrom(
  rule("111122223333", "U0ACCOUNT"),
  rule("444455556666", "U0OTHER", "U0LEAD"),
  rule("tag:team=payments", "U0TEAM", "U0TEAMLEAD"),
  rule("Workloads", "U0WORK"),
  rule("Workloads/Live", "U0LIVE"),
  rule("Sandbox", "U0SANDBOX"),
);

describe("whatever the rules", () => {
  const anyRules = fc.uniqueArray(anyRule, { selector: ({ owner }) => owner });

  test("one for all leaves nobody without an owner, and takes no account from another rule", () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const before = ownerOf({ rules }, account, tags);
        const after = ownerOf({ rules: [rule("*", "S0ALL"), ...rules] }, account, tags);
        expect(after?.owner).toBe(before?.owner ?? "S0ALL");
      }),
    );
  });

  test("their order makes no difference", () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        expect(ownerOf({ rules: rules.toReversed() }, account, tags)).toEqual(
          ownerOf({ rules }, account, tags),
        );
      }),
    );
  });

  test("those for other accounts make no difference", () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const others = rules.filter(({ owner }) => !["U0OTHER", "U0SANDBOX"].includes(owner));
        expect(ownerOf({ rules: others }, account, tags)).toEqual(ownerOf({ rules }, account, tags));
      }),
    );
  });
});
