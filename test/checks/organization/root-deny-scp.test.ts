import { describe, expect, test } from "vitest";
import { rootDenyScp } from "../../../src/checks/organization/root-deny-scp.ts";
import type { OrganizationFacts, ServiceControlPolicy } from "../../../src/domain/organization-facts.ts";
import { unread } from "../../../src/domain/read.ts";
import type { Fingerprint } from "../../../src/domain/result.ts";
import { accountOf, idOf } from "../../support/audits.ts";
import { denyRoot, organizationFacts, policies, sampleAccounts } from "../../support/organization-facts.ts";
import { denied, readAt } from "../../support/root-facts.ts";

const judge = (given: Partial<OrganizationFacts>) => rootDenyScp.evaluate(organizationFacts(given));
const withPolicies = (...given: readonly ServiceControlPolicy[]) =>
  judge({ serviceControlPolicies: policies(...given) });

const everyRoot = { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } };

describe("the policy that denies root", () => {
  test("passes where it reaches every active member and spares root sessions", () => {
    const suspended = accountOf(9, { state: "SUSPENDED", unitIds: ["ou-e1x4-closed"] });
    const inUnits = denyRoot({}, { targets: ["ou-e1x4-prod", "ou-e1x4-security", idOf(4)] });
    for (const policy of [denyRoot(), inUnits])
      expect(
        judge({
          accounts: [...sampleAccounts, suspended],
          serviceControlPolicies: policies(policy),
        }),
      ).toMatchObject({ status: "pass", summary: ["all 3 member accounts, root sessions spared"] });
  });

  test.each<[string, readonly ServiceControlPolicy[], string, string, Fingerprint]>([
    [
      "none",
      [],
      "No service control policy denies root",
      "In 3 member accounts nothing keeps the root user from acting",
      { statements: "none" },
    ],
    [
      "one that misses accounts",
      [denyRoot({}, { targets: ["ou-e1x4-prod"] })],
      "Root is not denied in 2 of 3 member accounts",
      "Missed: security and sandbox. Denied by deny-root (p-denyroot01), statement DenyRoot",
      { missed: `${idOf(2)}, ${idOf(4)}`, partly: "", stopping: "" },
    ],
    [
      "one that exempts an account",
      [
        denyRoot({
          Sid: undefined,
          Condition: {
            ...everyRoot,
            Null: { "aws:AssumedRoot": "true" },
            ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${idOf(4)}:root` },
          },
        }),
      ],
      "Root is not denied in 1 of 3 member accounts",
      "Missed: sandbox (exempt by deny-root (p-denyroot01), statement 1). " +
        "Denied by deny-root (p-denyroot01), statement 1",
      { missed: idOf(4), partly: "", stopping: "" },
    ],
    [
      "one that lets something through",
      [denyRoot({ Action: undefined, NotAction: ["support:*"] })],
      "Root is denied only in part in 3 of 3 member accounts",
      "In part: security, payments and sandbox, by deny-root (p-denyroot01), statement DenyRoot: all but support:*. " +
        "Denied by deny-root (p-denyroot01), statement DenyRoot",
      { missed: "", partly: [2, 3, 4].map(idOf).join(", "), stopping: "" },
    ],
    [
      "one that stops root sessions",
      [denyRoot({ Condition: everyRoot })],
      "The policy that denies root also stops root sessions",
      "deny-root (p-denyroot01), statement DenyRoot stops rootcheck's root sessions in security, payments and " +
        "sandbox. Denied by deny-root (p-denyroot01), statement DenyRoot",
      { missed: "", partly: "", stopping: "p-denyroot01 DenyRoot" },
    ],
  ])("fails for %s", (_, given, headline, detail, fingerprint) => {
    expect(withPolicies(...given)).toMatchObject({
      status: "fail",
      severity: "medium",
      headline,
      detail: [detail],
      fingerprint,
    });
  });

  test("names a few of many, and its fingerprint stays short and changes with them", () => {
    const many = (count: number) => [
      accountOf(1, { isManagement: true }),
      ...Array.from({ length: count }, (_, index) => accountOf(index + 2, { unitIds: [] })),
    ];
    const elsewhere = policies(denyRoot({}, { targets: ["ou-e1x4-empty000"] }));
    const [before, after] = [2_000, 2_001].map((count) => {
      const verdict = judge({ accounts: many(count), serviceControlPolicies: elsewhere });
      return verdict.status === "fail" ? verdict : undefined;
    });
    expect(before?.detail).toEqual([expect.stringContaining("team-2, team-3, team-4 and 1997 more")]);
    expect(before?.fingerprint.missed?.length).toBeLessThan(60);
    expect(before?.fingerprint.missed).not.toBe(after?.fingerprint.missed);
  });

  test("is unknown where a policy that is no policy might reach who is missed, and only there", () => {
    const broken = (targets: readonly string[]) =>
      denyRoot({}, { id: "p-broken001", name: "broken", content: "{", targets });
    expect(withPolicies(broken(["ou-e1x4-prod"]))).toMatchObject({
      status: "unknown",
      reason: { code: "unexpected-answer", text: expect.stringContaining("broken (p-broken001)") },
    });
    expect(withPolicies(broken(["ou-e1x4-prod"]), denyRoot())).toMatchObject({ status: "pass" });
    expect(withPolicies(broken(["ou-e1x4-empty000"]))).toMatchObject({ status: "fail" });
  });

  test("is unknown where the policies cannot be listed", () => {
    expect(judge({ serviceControlPolicies: unread(denied) })).toMatchObject({
      status: "unknown",
      reason: { code: denied.code },
    });
  });

  test("does not apply to an organization without active members", () => {
    const described = { call: "organizations:ListAccounts", readAt } as const;
    const alone = [accountOf(1, { isManagement: true, described }), accountOf(2, { state: "CLOSED" })];
    expect(judge({ accounts: alone })).toMatchObject({
      status: "not_applicable",
      reason: { code: "no-member-accounts" },
      evidence: [{ ...described, field: "Accounts", value: "2 accounts, no active member" }],
    });
  });
});
