import { GetAccountSummaryCommand } from "@aws-sdk/client-iam";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ServiceControlPolicySpecification } from "../../src/local-aws/organization.ts";
import { matchesPattern } from "../../src/local-aws/policy-document.ts";
import {
  failureOf,
  HOME,
  HOME_KEY,
  MANAGEMENT,
  MANAGEMENT_KEY,
  MEMBER,
  sampleOrganization,
  startTestAws,
} from "./support.ts";

type Statement = ServiceControlPolicySpecification["content"]["Statement"][number];

const ROOT = { "aws:PrincipalArn": "arn:aws:iam::*:root" };
const DENY_ROOT: Statement = {
  Sid: "DenyRoot",
  Effect: "Deny",
  Action: "*",
  Resource: "*",
  Condition: { StringLike: ROOT },
};

function policy(statement: Statement, targets: string[] = ["Prod"]): ServiceControlPolicySpecification {
  return { id: "p-denyroot1", name: "deny-root", targets, content: { Statement: [statement] } };
}

async function summaryAs(kind: "role" | "root", denied: ServiceControlPolicySpecification) {
  const aws = await startTestAws({ serviceControlPolicies: [denied] });
  const key = kind === "role" ? await aws.roleSession() : await aws.rootSession();
  return aws.iam(key).send(new GetAccountSummaryCommand({}));
}

describe("a policy denies a root session's calls", () => {
  it.each<[string, Statement]>([
    ["plainly", DENY_ROOT],
    [
      "with the key in other letters",
      { ...DENY_ROOT, Condition: { ArnLike: { "aws:principalarn": "arn:*:iam::*:root" } } },
    ],
    [
      "in this account",
      { ...DENY_ROOT, Condition: { StringEquals: { "aws:PrincipalArn": `arn:aws:iam::${MEMBER}:root` } } },
    ],
    [
      "with one of several ARNs",
      {
        ...DENY_ROOT,
        Condition: { ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::1:root", "arn:aws:iam::*:root"] } },
      },
    ],
    ["for IAM only", { ...DENY_ROOT, Action: ["s3:*", "iam:*"] }],
    [
      "but for something else",
      { Sid: "X", Effect: "Deny", NotAction: "s3:*", Resource: "*", Condition: { StringLike: ROOT } },
    ],
    [
      "for everybody but roles",
      { ...DENY_ROOT, Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } } },
    ],
  ])("%s, and AssumeRoot itself succeeds", async (_, statement) => {
    expect(await failureOf(summaryAs("root", policy(statement)))).toEqual({
      name: "AccessDenied",
      status: 403,
      message: `User: arn:aws:iam::${MEMBER}:root is not authorized to perform: iam:GetAccountSummary on resource: * with an explicit deny in a service control policy`,
    });
  });

  it.each(["root", "Prod", "Prod/Payments", MEMBER])("attached to %s", async (target) => {
    expect(await failureOf(summaryAs("root", policy(DENY_ROOT, [target])))).toMatchObject({
      name: "AccessDenied",
    });
  });
});

describe("a policy lets a root session be", () => {
  it.each<[string, ServiceControlPolicySpecification]>([
    [
      "that exempts central sessions",
      policy({ ...DENY_ROOT, Condition: { StringLike: ROOT, Null: { "aws:AssumedRoot": "true" } } }),
    ],
    ["for other actions", policy({ ...DENY_ROOT, Action: "s3:*" })],
    ["but for IAM", policy({ Effect: "Deny", NotAction: ["iam:*"], Resource: "*" })],
    ["that allows", policy({ ...DENY_ROOT, Effect: "Allow" })],
    [
      "of another account's root",
      policy({ ...DENY_ROOT, Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::1:root" } } }),
    ],
    ["attached elsewhere", policy(DENY_ROOT, ["Security", "Pro", HOME])],
  ])("%s", async (_, denied) => {
    await expect(summaryAs("root", denied)).resolves.toHaveProperty("SummaryMap");
  });
});

it("a role is not touched by a policy about root users, but by one about all", async () => {
  await expect(summaryAs("role", policy(DENY_ROOT))).resolves.toHaveProperty("SummaryMap");
  const everybody = policy({ Effect: "Deny", Action: "iam:GetAccountSummary", Resource: "*" });
  expect((await failureOf(summaryAs("role", everybody))).message).toMatch(/service control policy$/);
});

describe("a denial names the policy where answers are of the newer kind", () => {
  const NAMED =
    "with an explicit deny in a service control policy: arn:aws:organizations::100000000001:policy/o-testtest01/service_control_policy/p-denyroot1";

  it.each([
    ["a root session", "root", DENY_ROOT],
    ["a role", "role", { Effect: "Deny", Action: "iam:*", Resource: "*" }],
  ] as const)("of %s", async (_, kind, statement) => {
    const aws = await startTestAws({
      serviceControlPolicies: [policy({ ...DENY_ROOT, Action: "s3:*" }, ["root"]), policy(statement)],
      switches: { scpDenialNamesPolicy: true },
    });
    const key = kind === "role" ? await aws.roleSession() : await aws.rootSession();
    const failure = await failureOf(aws.iam(key).send(new GetAccountSummaryCommand({})));
    expect(failure.message.endsWith(NAMED)).toBe(true);
  });
});

it("the management account is touched by no policy", async () => {
  const everything = policy({ Effect: "Deny", Action: "*", Resource: "*" }, ["root", MANAGEMENT]);
  const aws = await startTestAws({ serviceControlPolicies: [everything] });
  await expect(aws.iam(MANAGEMENT_KEY).send(new GetAccountSummaryCommand({}))).resolves.toBeDefined();
  expect(await failureOf(aws.iam(HOME_KEY).send(new GetAccountSummaryCommand({})))).toMatchObject({
    name: "AccessDenied",
  });
});

it("a policy over the caller's account stops it from assuming anything", async () => {
  const aws = await startTestAws({
    serviceControlPolicies: [policy({ Effect: "Deny", Action: "sts:Assume*", Resource: "*" }, ["Security"])],
  });
  expect(await failureOf(aws.roleSession())).toMatchObject({ name: "AccessDenied", status: 403 });
  expect(await failureOf(aws.rootSession())).toMatchObject({ name: "AccessDenied", status: 403 });
});

it("an operator that is not known here is refused at once", () => {
  const content = { Statement: [{ ...DENY_ROOT, Condition: { DateLessThan: {} } }] };
  expect(() =>
    sampleOrganization({ serviceControlPolicies: [{ ...policy(DENY_ROOT), content } as never] }),
  ).toThrow();
});

it("a pattern without wildcards matches its own text only, whatever is in it", () => {
  const plain = fc.string().filter((text) => !/[*?\n]/.test(text));
  fc.assert(
    fc.property(plain, plain, (pattern, text) => {
      expect(matchesPattern(pattern, pattern)).toBe(true);
      expect(matchesPattern(pattern, text)).toBe(pattern.toLowerCase() === text.toLowerCase());
      expect(matchesPattern(`${pattern}*`, pattern + text)).toBe(true);
    }),
  );
});
