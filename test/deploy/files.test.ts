import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type CallEntry, calls } from "../../src/aws/calls.ts";
import { matchesEvent } from "../../src/aws/event-pattern.ts";
import { matchesFilter } from "../../src/aws/filter-pattern.ts";
import {
  eventOf,
  rootCall,
  rootSessionCall,
  rootSignIn,
  type Scene,
  userSignIn,
} from "../../src/aws/root-events.ts";
import { deployedRoles } from "../../src/aws/statements.ts";
import { deployedFiles } from "../../src/cli/policies/deployed-files.ts";
import { readConfig } from "../../src/config.ts";
import { inDeploy, policiesOf, textOf } from "./deployed.ts";

const made = deployedFiles();

describe("the files that are made from the table of calls", () => {
  test.each(Object.entries(made))("%s is as `npm run policies` makes it", (path, text) => {
    expect(textOf(path)).toBe(text);
  });

  test("are all there is in their folders", () => {
    const folders = [...deployedRoles, "organization"];
    const there = inDeploy.filter((path) => folders.includes(path.split("/")[0] ?? ""));
    expect(there).toEqual(Object.keys(made).toSorted());
  });
});

const actions = z.array(z.string().regex(/^[a-z0-9]+:[A-Z][A-Za-z0-9]+$/)).nonempty();
const arn = z.string().regex(/^arn:aws:(iam|account)::\*:[\w/*-]+$/);
const sid = z.string().regex(/^[A-Za-z0-9]+$/);
const condition = z.record(z.string(), z.record(z.string().regex(/^[a-z]+:[A-Za-z]+$/), z.string()));
const documentOf = <Statement extends z.ZodType>(statement: Statement) =>
  z.strictObject({ Version: z.literal("2012-10-17"), Statement: z.array(statement).nonempty() });

const rights = documentOf(
  z.strictObject({
    Sid: sid,
    Effect: z.literal("Allow"),
    Action: actions,
    Resource: z.union([z.literal("*"), z.array(arn).nonempty()]),
    Condition: condition.optional(),
  }),
);
const trust = documentOf(
  z.strictObject({
    Sid: sid,
    Effect: z.literal("Allow"),
    Principal: z.strictObject({
      AWS: z.string().regex(/^arn:aws:iam::111122223333:(root|role\/rootcheck)$/),
    }),
    Action: z.tuple([z.literal("sts:AssumeRole")]),
  }),
);
const denial = documentOf(
  z.strictObject({
    Sid: sid,
    Effect: z.literal("Deny"),
    Action: z.union([z.literal("*"), z.tuple([z.literal("sts:AssumeRoot")])]),
    Resource: z.literal("*"),
    Condition: condition,
  }),
);

/** As AWS counts: without what stands between the words. */
function sizeOf(text: string): number {
  return JSON.stringify(JSON.parse(text)).length;
}

describe.each(deployedRoles)("the policies of the role: %s", (role) => {
  const policies = [...policiesOf(role)];
  const parsed = policies.map(([name, text]) => ({ name, ...rights.parse(JSON.parse(text)) }));

  test("let somebody in, and somebody particular", () => {
    expect(() => trust.parse(JSON.parse(textOf(`${role}/trust.json`)))).not.toThrow();
  });

  test("allow each what the code calls, and name no statement twice", () => {
    const known = new Set(Object.values<CallEntry>(calls).map(({ action }) => action));
    const statements = parsed.flatMap(({ Statement }) => Statement);
    const named = statements.flatMap(({ Action }) => Action);
    expect(named.filter((action) => !known.has(action))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
    expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
  });

  test("fit, as policies of their own, and together into the role", () => {
    const sizes = policies.map(([, text]) => sizeOf(text));
    for (const size of sizes) expect(size).toBeLessThanOrEqual(6_144);
    expect(sizes.reduce((one, other) => one + other)).toBeLessThanOrEqual(10_240);
    expect(sizeOf(textOf(`${role}/trust.json`))).toBeLessThanOrEqual(2_048);
  });
});

test("the core lets a member account be read by four calls of IAM", () => {
  const [statement, ...others] = rights.parse(JSON.parse(textOf("member/core.json"))).Statement;
  expect(others).toEqual([]);
  expect(statement?.Action.toSorted()).toEqual([
    "iam:GenerateCredentialReport",
    "iam:GetAccountSummary",
    "iam:GetCredentialReport",
    "iam:ListVirtualMFADevices",
  ]);
});

test("the home role may enter the role that the settings name where they say nothing else", () => {
  const { aws } = readConfig({
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_APP_TOKEN: "xapp-1",
    ROOTCHECK_OPERATORS: "U1",
  });
  const statements = rights.parse(JSON.parse(textOf("home/core.json"))).Statement;
  const entering = statements.filter(({ Action }) => Action.includes("sts:AssumeRole"));
  expect(entering.map(({ Resource }) => Resource)).toEqual([[`arn:aws:iam::*:role/${aws.memberRole}`]]);
});

test("a root session may be opened only to look", () => {
  expect(JSON.parse(textOf("home/root-sessions.json")).Statement).toEqual([
    {
      Sid: "LookAtRootAndNothingElse",
      Effect: "Allow",
      Action: ["sts:AssumeRoot"],
      Resource: ["arn:aws:iam::*:root"],
      Condition: {
        StringEquals: {
          "sts:TaskPolicyArn": "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials",
        },
      },
    },
  ]);
});

test.each(inDeploy.filter((path) => path.startsWith("organization/")))("%s denies, and fits", (path) => {
  expect(() => denial.parse(JSON.parse(textOf(path)))).not.toThrow();
  expect(sizeOf(textOf(path))).toBeLessThanOrEqual(5_120);
});

describe("an alarm on root users", () => {
  const scene: Scene = { account: "300000000003", partition: "aws", region: "us-east-1" };

  test.each([
    ["root's sign-in", rootSignIn(scene), "yes"],
    ["root's calls", rootCall(scene), "yes"],
    ["no root session", rootSessionCall(scene), "no"],
    ["nobody else", userSignIn(scene), "no"],
  ])("notices %s", (_, record, expected) => {
    expect(matchesEvent(textOf("alarms/event-pattern.json"), eventOf(record, scene))).toBe(expected);
    expect(matchesFilter(textOf("alarms/metric-filter.txt"), record)).toBe(expected);
  });
});

test("the read-me says what each file about AWS is for", () => {
  const readMe = textOf("README.md");
  const folders = [...deployedRoles, "organization", "alarms", "terraform"];
  const about = inDeploy.filter((path) => folders.includes(path.split("/")[0] ?? ""));
  const names = about.map((path) => path.split("/").at(-1) ?? path);
  expect(names.filter((name) => !readMe.includes(`${name}\``))).toEqual([]);
});
