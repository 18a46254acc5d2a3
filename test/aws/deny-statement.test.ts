import { describe, expect, test } from "vitest";
import { type Attempt, denyingStatement } from "../../src/aws/deny-statement.ts";

const ROOT = "arn:aws:iam::111122223333:root";
const ROLE = "arn:aws:iam::111122223333:role/security/rootcheck-audit";

const byRootSession: Attempt = { action: "iam:GetAccountSummary", principalArn: ROOT, assumedRoot: true };
const byRole: Attempt = { action: "iam:GetAccountSummary", principalArn: ROLE, assumedRoot: false };

type Condition = Record<string, Record<string, unknown>>;

function policyWith(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function denyAll(condition?: Condition): string {
  const rest = condition ? { Condition: condition } : {};
  return policyWith({ Sid: "Deny", Effect: "Deny", Action: "*", Resource: "*", ...rest });
}

const principal = (operator: string, value: unknown): Condition => ({
  [operator]: { "aws:PrincipalArn": value },
});
const rootOnly = principal("StringLike", "arn:aws:iam::*:root");

describe("the controls of Control Tower", () => {
  const restrictRoot = (condition: Condition) =>
    policyWith({
      Sid: "GRRESTRICTROOTUSER",
      Effect: "Deny",
      Action: "*",
      Resource: ["*"],
      Condition: condition,
    });
  const like = { StringLike: { "aws:PrincipalArn": ["arn:aws:iam::*:root"] } };
  const exempt = { ...like, Null: { "aws:AssumedRoot": "true" } };
  const accessKeys = policyWith({
    Sid: "GRRESTRICTROOTUSERACCESSKEYS",
    Effect: "Deny",
    Action: "iam:CreateAccessKey",
    Resource: ["*"],
    Condition: like,
  });

  test.each([
    ["that restricts root", restrictRoot(like), byRootSession, "GRRESTRICTROOTUSER"],
    ["that restricts root", restrictRoot(like), byRole, undefined],
    ["that exempts root sessions", restrictRoot(exempt), byRootSession, undefined],
    [
      "that exempts root sessions",
      restrictRoot(exempt),
      { ...byRootSession, assumedRoot: false },
      "GRRESTRICTROOTUSER",
    ],
    ["about access keys", accessKeys, byRootSession, undefined],
    [
      "about access keys",
      accessKeys,
      { ...byRootSession, action: "iam:CreateAccessKey" },
      "GRRESTRICTROOTUSERACCESSKEYS",
    ],
  ])("the one %s", (_which, policy, attempt, statement) => {
    expect(denyingStatement(policy, attempt)).toBe(statement);
  });
});

describe("a condition", () => {
  /** Each with whether it surely denies the root session, and the role. */
  const conditions: readonly (readonly [Condition | undefined, root: boolean, role: boolean])[] = [
    [undefined, true, true],
    [rootOnly, true, false],
    [principal("StringLike", "arn:*:iam::*:root"), true, false],
    [principal("StringLike", "arn:aws-cn:iam::*:root"), false, false],
    [principal("StringLike", "*:root"), true, false],
    [principal("StringLike", ["arn:aws:iam::999988887777:root", ROOT]), true, false],
    [principal("StringLikeIfExists", "arn:aws:iam::*:root"), true, false],
    [principal("StringEquals", ROOT), true, false],
    [principal("StringEquals", "arn:aws:iam::*:root"), false, false],
    [principal("StringEqualsIgnoreCase", ROOT.toUpperCase()), true, false],
    [principal("StringLike", ROOT.toUpperCase()), false, false],
    [principal("ArnLike", "arn:aws:iam::*:root"), true, false],
    [principal("ArnLike", "arn:*:iam::*:r??t"), true, false],
    [principal("ArnLike", "arn:aws:iam::*:role/*"), false, true],
    [principal("ArnLike", "arn:aws:iam::*"), false, false],
    [principal("ArnLikeIfExists", "arn:aws:iam::*:root"), true, false],
    [principal("ArnEquals", "arn:aws:iam::*:root"), true, false],
    [principal("ArnEquals", ROLE), false, true],
    [principal("StringNotLike", "arn:aws:iam::*:root"), false, true],
    [principal("StringNotEquals", ROOT), false, true],
    [principal("StringNotEqualsIgnoreCase", ROLE.toUpperCase()), true, false],
    [principal("ArnNotLike", ["arn:aws:iam::*:role/security/*", "arn:aws:iam::*:role/x"]), true, false],
    [principal("ArnNotLikeIfExists", "arn:aws:iam::*:root"), false, true],
    [principal("ArnNotEquals", ROOT), false, true],
    [{ StringLike: { "AWS:principalARN": "arn:aws:iam::*:root" } }, true, false],
    [{ Null: { "aws:AssumedRoot": "true" } }, false, true],
    [{ Null: { "aws:AssumedRoot": true } }, false, true],
    [{ Null: { "aws:AssumedRoot": "false" } }, true, false],
    [{ Null: { "aws:PrincipalArn": "true" } }, false, false],
    [{ Null: { "aws:PrincipalArn": "false" } }, true, true],
    [{ Bool: { "aws:AssumedRoot": "true" } }, true, false],
    [{ Bool: { "aws:assumedroot": true } }, true, false],
    [{ Bool: { "aws:AssumedRoot": "false" } }, false, false],
    [{ BoolIfExists: { "aws:AssumedRoot": "false" } }, false, true],
    [{ ...rootOnly, Bool: { "aws:AssumedRoot": "false" } }, false, false],
    // What is not understood may or may not apply: nothing is claimed.
    [{ StringEquals: { "aws:RequestedRegion": "us-east-1" } }, false, false],
    [{ StringNotEquals: { "aws:PrincipalOrgID": "o-1" } }, false, false],
    [{ ...rootOnly, DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }, false, false],
    [principal("ForAnyValue:StringLike", "arn:aws:iam::*:root"), false, false],
    [principal("StringLike", `arn:aws:iam::${"$"}{aws:PrincipalAccount}:root`), false, false],
    [principal("SomethingNew", ROOT), false, false],
  ];

  test.each(conditions)("%j", (condition, root, role) => {
    expect(denyingStatement(denyAll(condition), byRootSession) !== undefined).toBe(root);
    expect(denyingStatement(denyAll(condition), byRole) !== undefined).toBe(role);
  });

  test("on a principal that is not known is not understood", () => {
    const unknown: Attempt = { action: "sts:AssumeRole", assumedRoot: false };
    expect(denyingStatement(denyAll(principal("StringNotLike", "x")), unknown)).toBeUndefined();
    expect(denyingStatement(denyAll(), unknown)).toBe("Deny");
  });
});

describe("an action", () => {
  test.each([
    [{ Action: "*" }, true],
    [{ Action: "iam:*" }, true],
    [{ Action: ["s3:*", "iam:Get*"] }, true],
    [{ Action: "IAM:getaccountsummary" }, true],
    [{ Action: "iam:GetAccount?ummary" }, true],
    [{ Action: "iam:GetAccount" }, false],
    [{ Action: "s3:*" }, false],
    [{ NotAction: "s3:*" }, true],
    [{ NotAction: ["support:*", "iam:Get*"] }, false],
    [{ NotAction: "*" }, false],
    [{}, false],
  ])("%j", (action, denied) => {
    const policy = policyWith({ Effect: "Deny", Resource: "*", ...action });
    expect(denyingStatement(policy, byRootSession)).toBe(denied ? "1" : undefined);
  });
});

describe("a statement", () => {
  const deny = { Effect: "Deny", Action: "*", Resource: "*" };

  test("is named by its Sid, or else by its number", () => {
    const allow = { Sid: "Allow", Effect: "Allow", Action: "*", Resource: "*" };
    expect(denyingStatement(policyWith(allow, deny), byRootSession)).toBe("2");
    expect(denyingStatement(policyWith(allow, { ...deny, Sid: "No" }), byRootSession)).toBe("No");
    expect(denyingStatement(policyWith(allow), byRootSession)).toBeUndefined();
  });

  test("may stand alone, without a list", () => {
    expect(denyingStatement(JSON.stringify({ Statement: deny }), byRootSession)).toBe("1");
  });

  test("about some resources only may not apply", () => {
    const some = { ...deny, Resource: "arn:aws:iam::*:root" };
    expect(denyingStatement(policyWith(some), byRootSession)).toBeUndefined();
    const { Resource, ...rest } = deny;
    expect(denyingStatement(policyWith({ ...rest, NotResource: "x" }), byRootSession)).toBeUndefined();
  });

  test.each(["", "{", "{}", '{"Statement":[{"Effect":1}]}'])("that is none is an error: %s", (content) => {
    expect(() => denyingStatement(content, byRootSession)).toThrow();
  });
});
