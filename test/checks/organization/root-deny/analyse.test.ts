import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyseRootDenial, type RootDenial } from "../../../../src/checks/organization/root-deny/analyse.ts";
import type { Account } from "../../../../src/domain/account.ts";
import { accountOf } from "../../../support/audits.ts";
import { denyRoot, ROOT_ID } from "../../../support/organization-facts.ts";

const PROD = "ou-e1x4-prod";
const PAYMENTS = "ou-e1x4-payments";
const SECURITY = "ou-e1x4-security";

/** One in a unit of a unit, one in a unit, one directly under the root. */
const payments = accountOf(3, { name: "payments", unitIds: [PROD, PAYMENTS] });
const security = accountOf(2, { name: "security", unitIds: [SECURITY] });
const sandbox = accountOf(4, { name: "sandbox", unitIds: [] });
const accounts: readonly Account[] = [security, payments, sandbox];

const everyRoot = { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } };
const principal = (operator: string, value: unknown) => ({ [operator]: { "aws:PrincipalArn": value } });
const spared = { Null: { "aws:AssumedRoot": "true" } };

/** Who is reached, by name: "denied security; partly payments; missed sandbox; stopped security". */
function outcomeOf({ denied, partly, missed, sessionsStopped }: RootDenial): string {
  const groups = [
    ["denied", denied],
    ["partly", partly.map(({ account }) => account)],
    ["missed", missed.map(({ account }) => account)],
    ["stopped", sessionsStopped.map(({ account }) => account)],
  ] as const;
  return groups
    .filter(([, found]) => found.length > 0)
    .map(([word, found]) => `${word} ${found.map(({ name }) => name).join(" ")}`)
    .join("; ");
}

const ALL = "denied security payments sandbox";
const NONE = "missed security payments sandbox";

describe("which root users a policy denies", () => {
  test.each([
    ["at the root", [ROOT_ID], ALL],
    ["at one unit", [PROD], "denied payments; missed security sandbox"],
    ["at a unit in a unit", [PAYMENTS], "denied payments; missed security sandbox"],
    ["at accounts alone", [security.id, sandbox.id], "denied security sandbox; missed payments"],
    ["nowhere", [], NONE],
    ["at a unit of no account", ["ou-e1x4-empty000"], NONE],
  ])("attached %s", (_, targets, expected) => {
    expect(outcomeOf(analyseRootDenial([denyRoot({}, { targets })], accounts))).toBe(expected);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["StringLike", { Condition: { ...principal("StringLike", "arn:aws:iam::*:root"), ...spared } }, ALL],
    ["ArnLike", { Condition: { ...principal("ArnLike", "arn:aws:iam::*:root"), ...spared } }, ALL],
    ["a list", { Condition: { ...principal("ArnLike", ["x", "arn:*:iam::*:root"]), ...spared } }, ALL],
    ["IfExists", { Condition: { ...principal("ArnLikeIfExists", "arn:aws:iam::*:root"), ...spared } }, ALL],
    [
      "another case of the key",
      { Condition: { StringLike: { "AWS:principalARN": "*:root" }, ...spared } },
      ALL,
    ],
    ["Action in a list", { Action: ["*"], Resource: ["*"] }, ALL],
    [
      "the ARN of one account",
      { Condition: { ...principal("ArnEquals", `arn:aws:iam::${payments.id}:root`), ...spared } },
      "denied payments; missed security sandbox",
    ],
    [
      "StringEquals, which knows no wildcards",
      { Condition: { ...principal("StringEquals", "arn:aws:iam::*:root"), ...spared } },
      NONE,
    ],
    [
      "another partition",
      { Condition: { ...principal("StringLike", "arn:aws-us-gov:iam::*:root"), ...spared } },
      NONE,
    ],
    [
      "an exemption by ArnNotLike",
      {
        Condition: {
          ...everyRoot,
          ...spared,
          ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${sandbox.id}:root` },
        },
      },
      "denied security payments; missed sandbox",
    ],
    ["roles", { Condition: principal("ArnLike", "arn:aws:iam::*:role/*") }, NONE],
    ["a statement that allows", { Effect: "Allow" }, NONE],
    ["a few actions", { Action: ["iam:*", "s3:*"] }, NONE],
    ["NotAction", { Action: undefined, NotAction: ["support:*"] }, "partly security payments sandbox"],
    ["some resources", { Resource: "arn:aws:s3:::vault/*" }, "partly security payments sandbox"],
    [
      "a condition beside it",
      { Condition: { ...everyRoot, ...spared, NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } } },
      "partly security payments sandbox",
    ],
    ["everybody", { Condition: undefined }, ALL],
    ["another key alone", { Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } } }, NONE],
  ])("by %s", (_, statement, expected) => {
    expect(outcomeOf(analyseRootDenial([denyRoot(statement)], accounts))).toBe(expected);
  });

  test("an account's own partition counts", () => {
    const inChina = accounts.map((account) => ({ ...account, partition: "aws-cn" as const }));
    const like = (arn: string) => denyRoot({ Condition: { ...principal("ArnLike", arn), ...spared } });
    expect(outcomeOf(analyseRootDenial([like("arn:aws:iam::*:root")], inChina))).toBe(NONE);
    expect(outcomeOf(analyseRootDenial([like("arn:aws-cn:iam::*:root")], inChina))).toBe(ALL);
  });

  test("several policies reach together", () => {
    const some = [
      denyRoot({}, { targets: [PROD] }),
      denyRoot({}, { id: "p-second01", targets: [SECURITY, sandbox.id] }),
    ];
    expect(outcomeOf(analyseRootDenial(some, accounts))).toBe(ALL);
  });

  test("a whole denial outweighs one in part", () => {
    const both = [denyRoot({ Action: undefined, NotAction: "support:*" }), denyRoot()];
    expect(outcomeOf(analyseRootDenial(both, accounts))).toBe(ALL);
  });
});

describe("whose root sessions a policy stops", () => {
  const STOPPED = `${ALL}; stopped security payments sandbox`;

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["no word of them", { Condition: everyRoot }, STOPPED],
    ["Null aws:AssumedRoot true", { Condition: { ...everyRoot, ...spared } }, ALL],
    ["a list", { Condition: { ...everyRoot, Null: { "aws:assumedroot": ["true"] } } }, ALL],
    [
      "BoolIfExists false",
      { Condition: { ...everyRoot, BoolIfExists: { "aws:AssumedRoot": "false" } } },
      ALL,
    ],
    ["a boolean", { Condition: { ...everyRoot, BoolIfExists: { "aws:AssumedRoot": false } } }, ALL],
    [
      "Bool false, which needs the key that only root sessions have",
      { Condition: { ...everyRoot, Bool: { "aws:AssumedRoot": "false" } } },
      NONE,
    ],
    [
      "Null false, which means them alone",
      { Condition: { ...everyRoot, Null: { "aws:AssumedRoot": "false" } } },
      `${NONE}; stopped security payments sandbox`,
    ],
    [
      "NotAction with all that an audit calls",
      { Condition: everyRoot, Action: undefined, NotAction: ["iam:Get*", "iam:List*"] },
      "partly security payments sandbox",
    ],
    [
      "NotAction without it",
      { Condition: everyRoot, Action: undefined, NotAction: ["support:*"] },
      "partly security payments sandbox; stopped security payments sandbox",
    ],
    ["a quarantine of everybody", { Condition: undefined }, ALL],
  ])("by %s", (_, statement, expected) => {
    expect(outcomeOf(analyseRootDenial([denyRoot(statement)], accounts))).toBe(expected);
  });
});

describe("the controls of Control Tower", () => {
  const resource = ["*"];
  const like = { StringLike: { "aws:PrincipalArn": ["arn:aws:iam::*:root"] } };

  test.each([
    [
      "GRRESTRICTROOTUSER denies all, root sessions too",
      { Sid: "GRRESTRICTROOTUSER", Action: "*", Resource: resource, Condition: like },
      `${ALL}; stopped security payments sandbox`,
    ],
    [
      "GRRESTRICTROOTUSER with ExemptAssumeRoot spares them",
      { Sid: "GRRESTRICTROOTUSER", Action: "*", Resource: resource, Condition: { ...like, ...spared } },
      ALL,
    ],
    [
      "GRRESTRICTROOTUSERACCESSKEYS is about keys alone",
      {
        Sid: "GRRESTRICTROOTUSERACCESSKEYS",
        Action: "iam:CreateAccessKey",
        Resource: resource,
        Condition: like,
      },
      NONE,
    ],
  ])("%s", (_, statement, expected) => {
    expect(outcomeOf(analyseRootDenial([denyRoot(statement)], accounts))).toBe(expected);
  });
});

test("statements are named by Sid, else by number, with what narrows them", () => {
  const Statement = [
    { Effect: "Allow", Action: "*", Resource: "*" },
    {
      Effect: "Deny",
      NotAction: ["support:*", "s3:*"],
      Resource: "*",
      Condition: { ...everyRoot, ...spared },
    },
  ];
  const { statements, partly } = analyseRootDenial(
    [denyRoot({}, { content: JSON.stringify({ Statement }) })],
    [security],
  );
  expect(statements).toEqual([{ policy: { id: "p-denyroot01", name: "deny-root" }, statement: "2" }]);
  expect(partly).toMatchObject([{ account: security, by: statements, because: ["all but support:*, s3:*"] }]);
});

test("an exemption is told from a policy that is attached elsewhere", () => {
  const exempting = denyRoot({
    Condition: {
      ...everyRoot,
      ...spared,
      ArnNotLike: { "aws:PrincipalArn": `arn:*:iam::${sandbox.id}:root` },
    },
  });
  const by = [{ policy: { id: "p-denyroot01", name: "deny-root" }, statement: "DenyRoot" }];
  expect(analyseRootDenial([exempting], accounts).missed).toEqual([{ account: sandbox, by }]);
  const elsewhere = denyRoot({}, { targets: [PROD] });
  expect(analyseRootDenial([elsewhere], [sandbox]).missed).toEqual([{ account: sandbox, by: [] }]);
});

test.each(["{", "{}", '{"Statement":[{"Effect":5}]}', "null"])(
  "%s is no policy, and said to be none",
  (content) => {
    const broken = denyRoot({}, { id: "p-broken001", content });
    const denial = analyseRootDenial([broken, denyRoot({}, { targets: [PROD] })], accounts);
    expect(denial.unreadable).toEqual([broken]);
    expect(outcomeOf(denial)).toBe("denied payments; missed security sandbox");
  },
);

test("every account is in exactly one group, and another policy never frees anybody", () => {
  const target = fc.constantFrom(ROOT_ID, PROD, PAYMENTS, SECURITY, ...accounts.map(({ id }) => id));
  const condition = fc.constantFrom(
    undefined,
    everyRoot,
    { ...everyRoot, ...spared },
    { ...everyRoot, StringLike: { "aws:PrincipalArn": `*${sandbox.id}*` } },
    { ...everyRoot, IpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
  );
  const policy = fc
    .record({ Condition: condition, targets: fc.array(target, { maxLength: 3 }) })
    .map(({ Condition, targets }) => denyRoot({ Condition }, { targets }));
  fc.assert(
    fc.property(fc.array(policy, { maxLength: 4 }), policy, (some, another) => {
      const before = analyseRootDenial(some, accounts);
      const after = analyseRootDenial([...some, another], accounts);
      const groups = [...before.denied, ...before.partly.map(({ account }) => account)];
      const all = [...groups, ...before.missed.map(({ account }) => account)];
      expect(all.map(({ id }) => id).toSorted()).toEqual(accounts.map(({ id }) => id).toSorted());
      expect(after.denied).toEqual(expect.arrayContaining([...before.denied]));
      expect(after.sessionsStopped.length).toBeGreaterThanOrEqual(before.sessionsStopped.length);
    }),
  );
});
