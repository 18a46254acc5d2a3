import { GetAccountSummaryCommand, GetUserCommand, ListMFADevicesCommand } from "@aws-sdk/client-iam";
import {
  AssumeRootCommand,
  type AssumeRootCommandInput,
  GetCallerIdentityCommand,
} from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import {
  AFTER_SIGNING,
  BEFORE_SIGNING,
  changing,
  failureOf,
  HOME,
  HOME_KEY,
  keyOf,
  MANAGEMENT,
  MANAGEMENT_KEY,
  MEMBER,
  MEMBER_KEY,
  START,
  sampleOrganization,
  startTestAws,
} from "../support.ts";

const POLICIES = "arn:aws:iam::aws:policy/root-task/";
const ROOT_OF_MEMBER = `arn:aws:iam::${MEMBER}:root`;

function assumption(overrides: Partial<AssumeRootCommandInput> = {}) {
  const TaskPolicyArn = { arn: `${POLICIES}IAMAuditRootUserCredentials` };
  return new AssumeRootCommand({ TargetPrincipal: MEMBER, TaskPolicyArn, ...overrides });
}

it.each([
  ["the management account", MANAGEMENT_KEY, MEMBER],
  ["the delegated administrator", HOME_KEY, ROOT_OF_MEMBER],
])("gives %s a session of the member's root user", async (_, key, TargetPrincipal) => {
  const aws = await startTestAws();
  const { Credentials } = await aws.sts(key).send(assumption({ TargetPrincipal }));
  expect(Credentials?.Expiration).toEqual(new Date(START.getTime() + 900_000));
  const identity = await aws.sts(keyOf(Credentials)).send(new GetCallerIdentityCommand({}));
  expect(identity).toMatchObject({ Account: MEMBER, Arn: ROOT_OF_MEMBER, UserId: MEMBER });
});

describe("is refused", () => {
  const denied = (who: string, account = MEMBER) => ({
    name: "AccessDenied",
    status: 403,
    message: `User: ${who} is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::${account}:root`,
  });
  const auditor = `arn:aws:iam::${HOME}:user/auditor`;

  it("to an ordinary member", async () => {
    const aws = await startTestAws();
    const failure = await failureOf(aws.sts(MEMBER_KEY).send(assumption()));
    expect(failure).toEqual(denied(`arn:aws:iam::${MEMBER}:user/developer`));
  });

  it("to an administrator of another service", async () => {
    const aws = await startTestAws({
      delegatedAdministrators: [{ account: HOME, services: ["account.amazonaws.com"] }],
    });
    expect(await failureOf(aws.sts(HOME_KEY).send(assumption()))).toEqual(denied(auditor));
  });

  it("to a root session", async () => {
    const aws = await startTestAws();
    const session = aws.sts(await aws.rootSession());
    expect(await failureOf(session.send(assumption()))).toEqual(denied(ROOT_OF_MEMBER));
  });

  it("where trusted access for IAM is off", async () => {
    const aws = await startTestAws({ trustedAccess: [] });
    expect(await failureOf(aws.sts(HOME_KEY).send(assumption()))).toEqual(denied(auditor));
  });

  it("where the caller's policies do not allow it", async () => {
    const organization = sampleOrganization();
    organization.accounts.get(HOME)?.users.forEach((user) => {
      user.allows = ["sts:AssumeRole"];
    });
    const aws = await startTestAws({ organization });
    expect(await failureOf(aws.sts(HOME_KEY).send(assumption()))).toEqual(denied(auditor));
  });

  it.each([
    ["the management account", MANAGEMENT],
    ["an account that is not there", "999999999999"],
  ])("for %s", async (_, TargetPrincipal) => {
    const aws = await startTestAws();
    const failure = await failureOf(aws.sts(HOME_KEY).send(assumption({ TargetPrincipal })));
    expect(failure).toEqual(denied(auditor, TargetPrincipal));
  });

  it.each([
    { state: "SUSPENDED" },
    { state: "CLOSED" },
    { state: "PENDING_CLOSURE" },
    { state: "PENDING_ACTIVATION" },
    { inOrganization: false },
  ] as const)("for an account with %j", async (member) => {
    const aws = await startTestAws({ member });
    expect(await failureOf(aws.sts(HOME_KEY).send(assumption()))).toEqual(denied(auditor));
  });

  const BAD_TARGET = "Request must contain a valid target principal";
  const BAD_POLICY = "Request must contain valid AWS managed task policy ARN";

  it.each([
    ["a name for a target", { TargetPrincipal: "member" }, BAD_TARGET],
    ["a role for a target", { TargetPrincipal: `arn:aws:iam::${MEMBER}:role/reader` }, BAD_TARGET],
    ["another partition's root", { TargetPrincipal: `arn:aws-cn:iam::${MEMBER}:root` }, BAD_TARGET],
    ["another policy", { TaskPolicyArn: { arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } }, BAD_POLICY],
    ["an unknown task", { TaskPolicyArn: { arn: `${POLICIES}Everything` } }, BAD_POLICY],
    ["901 seconds", { DurationSeconds: 901 }, "Member must have value less than or equal to 900"],
    ["less than no seconds", { DurationSeconds: -1 }, "Member must have value greater than or equal to 0"],
  ])("with %s", async (_, input, text) => {
    const aws = await startTestAws();
    const failure = await failureOf(aws.sts(HOME_KEY).send(assumption(input)));
    expect(failure).toMatchObject({ name: "ValidationError", status: 400 });
    expect(failure.message).toContain(text);
  });

  it("without a task policy", async () => {
    const aws = await startTestAws();
    const client = aws.sts(HOME_KEY);
    client.middlewareStack.add(
      changing((message) => {
        message.body = `Action=AssumeRoot&Version=2011-06-15&TargetPrincipal=${MEMBER}`;
      }),
      BEFORE_SIGNING,
    );
    expect(await failureOf(client.send(assumption()))).toMatchObject({
      name: "ValidationError",
      status: 400,
    });
  });

  it("at the endpoint that no region has", async () => {
    const aws = await startTestAws();
    expect(await failureOf(aws.sts(HOME_KEY, "aws-global").send(assumption()))).toEqual({
      name: "InvalidAction",
      status: 400,
      message: "Unknown Operation",
    });
  });
});

describe("each task needs its feature", () => {
  const CREDENTIALS = "Root credentials management feature is not enabled for your AWS Organization.";
  const SESSIONS = "Root sessions feature is not enabled for your AWS Organization.";

  it.each([
    ["IAMAuditRootUserCredentials", "RootCredentialsManagement", CREDENTIALS],
    ["IAMCreateRootUserPassword", "RootCredentialsManagement", CREDENTIALS],
    ["IAMDeleteRootUserCredentials", "RootCredentialsManagement", CREDENTIALS],
    ["S3UnlockBucketPolicy", "RootSessions", SESSIONS],
    ["SQSUnlockQueuePolicy", "RootSessions", SESSIONS],
  ] as const)("%s: %s", async (task, feature, message) => {
    const aws = await startTestAws();
    aws.organization.rootFeatures = [feature];
    await expect(aws.rootSession(MEMBER, task)).resolves.toHaveProperty("sessionToken");
    const other = feature === "RootSessions" ? "RootCredentialsManagement" : "RootSessions";
    aws.organization.rootFeatures = [other];
    expect(await failureOf(aws.rootSession(MEMBER, task))).toEqual({
      name: "AccessDenied",
      status: 403,
      message,
    });
  });
});

describe("a root session", () => {
  it.each([
    ["IAMAuditRootUserCredentials", true, true],
    ["IAMDeleteRootUserCredentials", false, true],
    ["IAMCreateRootUserPassword", false, false],
    ["S3UnlockBucketPolicy", false, false],
  ])("for %s may read the summary: %s, the devices: %s", async (task, summary, devices) => {
    const aws = await startTestAws();
    const iam = aws.iam(await aws.rootSession(MEMBER, task));
    const outcomes = await Promise.allSettled([
      iam.send(new GetAccountSummaryCommand({})),
      iam.send(new ListMFADevicesCommand({})),
    ]);
    expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual([summary, devices]);
  });

  it("may not look at users", async () => {
    const aws = await startTestAws();
    const iam = aws.iam(await aws.rootSession());
    expect(await failureOf(iam.send(new GetUserCommand({ UserName: "developer" })))).toMatchObject({
      name: "AccessDenied",
      message: expect.stringMatching(/with an explicit deny in a session policy$/),
    });
  });

  it("outlives the feature that it was given by", async () => {
    const aws = await startTestAws();
    const iam = aws.iam(await aws.rootSession());
    aws.organization.rootFeatures = [];
    await expect(iam.send(new GetAccountSummaryCommand({}))).resolves.toHaveProperty("SummaryMap");
  });
});

it("the host of the global endpoint is as good as its region", async () => {
  const aws = await startTestAws();
  const client = aws.sts(HOME_KEY);
  const toGlobalHost = changing(({ headers }) => {
    headers.host = "sts.amazonaws.com";
  });
  client.middlewareStack.add(toGlobalHost, BEFORE_SIGNING);
  client.middlewareStack.add(toGlobalHost, AFTER_SIGNING);
  expect(await failureOf(client.send(assumption()))).toMatchObject({ name: "InvalidAction", status: 400 });
});
