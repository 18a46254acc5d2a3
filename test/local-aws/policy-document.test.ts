import { describe, expect, test } from "vitest";
import { admits, judge, policyDocument, trustDocument } from "../../src/local-aws/policy-document.ts";

const ROOT = "arn:aws:iam::300000000003:root";
const question = {
  action: "sts:AssumeRoot",
  resource: ROOT,
  context: { "sts:taskpolicyarn": "arn:aws:iam::aws:policy/root-task/Audit" },
};
const task = (operator: string, value: string) => ({
  Condition: { [operator]: { "sts:TaskPolicyArn": value } },
});
const document = (...statements: readonly object[]) =>
  policyDocument.parse({
    Statement: statements.map((each) => ({
      Effect: "Allow",
      Action: "sts:AssumeRoot",
      Resource: "*",
      ...each,
    })),
  });

describe("what the rights of somebody say", () => {
  test.each<[string, readonly object[], "allow" | "deny" | undefined]>([
    ["plainly", [{}], "allow"],
    ["by a pattern, in other letters", [{ Action: ["STS:assume*"] }], "allow"],
    ["about another action", [{ Action: "sts:AssumeRole" }], undefined],
    ["about all but others", [{ Action: undefined, NotAction: "iam:*" }], "allow"],
    ["about all but this", [{ Action: undefined, NotAction: "sts:*" }], undefined],
    ["about the resource", [{ Resource: ["arn:aws:iam::*:root"] }], "allow"],
    ["about another resource", [{ Resource: "arn:aws:iam::*:role/x" }], undefined],
    ["about the resource in other letters", [{ Resource: "arn:aws:iam::*:ROOT" }], undefined],
    ["under a condition that is met", [task("StringEquals", question.context["sts:taskpolicyarn"])], "allow"],
    ["under one that is not", [task("StringEquals", "arn:aws:iam::aws:policy/root-task/*")], undefined],
    ["under one by a pattern", [task("StringLike", "arn:*:iam::aws:policy/root-task/Audit")], "allow"],
    ["unless a condition is met", [task("StringNotLike", "*/Audit")], undefined],
    ["where a key is there", [task("Null", "false")], "allow"],
    ["where a key is missing", [{ Condition: { Null: { "sts:ExternalId": "true" } } }], "allow"],
    [
      "under a condition on what is missing",
      [{ Condition: { Bool: { "aws:AssumedRoot": "true" } } }],
      undefined,
    ],
    ["and one denies", [{}, { Effect: "Deny" }], "deny"],
    ["and one denies something else", [{}, { Effect: "Deny", Action: "sts:AssumeRole" }], "allow"],
  ])("%s", (_, statements, expected) => {
    expect(judge([document(...statements)], question)).toBe(expected);
    expect(
      judge(
        statements.map((each) => document(each)),
        question,
      ),
    ).toBe(expected);
  });

  test("about something in particular is not about everything", () => {
    const scoped = document({ Resource: ROOT });
    expect(judge([scoped], { ...question, resource: "*" })).toBeUndefined();
  });
});

describe("who is let into a role", () => {
  const trust = (statement: object) =>
    trustDocument.parse({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "1" }, Action: "sts:AssumeRole", ...statement }],
    });
  const knows = { Condition: { StringEquals: { "sts:ExternalId": "secret" } } };

  test.each([
    ["whom it names", {}, {}, true],
    ["one of whom it names", { Principal: { AWS: ["2", "1"] } }, {}, true],
    ["not somebody else", { Principal: { AWS: "2" } }, {}, false],
    ["not for something else", { Action: ["sts:SetSourceIdentity"] }, {}, false],
    ["with the external id", knows, { "sts:externalid": "secret" }, true],
    ["not with another", knows, { "sts:externalid": "guess" }, false],
    ["not without", knows, {}, false],
    ["nobody whom it denies", { Effect: "Deny" }, {}, false],
  ])("%s", (_, statement, context, expected) => {
    expect(admits(trust(statement), { action: "sts:AssumeRole", names: ["1"], context })).toBe(expected);
  });
});

test.each([
  ["an operator", { Condition: { DateLessThan: {} } }],
  ["an effect", { Effect: "Perhaps" }],
  ["an element", { NotResource: "*" }],
])("%s that is not known here is refused at once", (_, statement) => {
  expect(() => document(statement)).toThrow();
});
