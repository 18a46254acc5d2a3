import { GetContactInformationCommand, GetPrimaryEmailCommand } from "@aws-sdk/client-account";
import { GetAccountSummaryCommand, ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import {
  DescribeAccountCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
} from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { assumedQuotas, awsQuotas } from "../../src/local-aws/quotas.ts";
import {
  failureOf,
  HOME_KEY,
  MANAGEMENT_KEY,
  MEMBER,
  MEMBER_KEY,
  startTestAws,
  type TestAws,
} from "./support.ts";

const CALLS = {
  "organizations:ListAccounts": (aws: TestAws) =>
    aws.organizations(HOME_KEY).send(new ListAccountsCommand({})),
  "organizations:DescribePolicy": (aws: TestAws) =>
    aws.organizations(HOME_KEY).send(new DescribePolicyCommand({ PolicyId: "p-FullAWSAccess" })),
  "account:GetPrimaryEmail": (aws: TestAws) =>
    aws.account(MANAGEMENT_KEY).send(new GetPrimaryEmailCommand({ AccountId: MEMBER })),
  "iam:GetAccountSummary": (aws: TestAws) => aws.iam(HOME_KEY).send(new GetAccountSummaryCommand({})),
  "sts:AssumeRoot": (aws: TestAws) => aws.rootSession(),
};

async function answered(aws: TestAws, call: keyof typeof CALLS): Promise<number> {
  for (let count = 0; ; count++) {
    const trouble = await CALLS[call](aws).then(
      () => undefined,
      (error: Error) => error,
    );
    if (trouble) return count;
  }
}

describe("calls at once, then calls a second", () => {
  it.each([
    ["organizations:ListAccounts", 12, 8, "TooManyRequestsException", 429],
    ["organizations:DescribePolicy", 2, 2, "TooManyRequestsException", 429],
    ["account:GetPrimaryEmail", 3, 3, "TooManyRequestsException", 429],
    ["iam:GetAccountSummary", 30, 15, "Throttling", 400],
    ["sts:AssumeRoot", 40, 20, "Throttling", 400],
  ] as const)("of %s: %i, %i, then %s", async (call, burst, perSecond, name, status) => {
    const aws = await startTestAws({ ceilings: [...awsQuotas, ...assumedQuotas] });
    expect(await answered(aws, call)).toBe(burst);
    expect(await failureOf(CALLS[call](aws))).toMatchObject({ name, status });
    aws.advance(1_000);
    expect(await answered(aws, call)).toBe(perSecond);
  });
});

it("the calls of STS that share a quota use up each other's", async () => {
  const aws = await startTestAws({
    ceilings: [{ call: ["sts:AssumeRole", "sts:GetCallerIdentity"], perSecond: 2 }],
  });
  await aws.roleSession();
  await aws.sts(HOME_KEY).send(new GetCallerIdentityCommand({}));
  expect(await failureOf(aws.roleSession())).toMatchObject({
    name: "Throttling",
    message: "Rate exceeded",
    status: 400,
  });
  await expect(aws.rootSession()).resolves.toBeDefined();
});

it("the caller's account is charged, not the one that is asked about", async () => {
  const aws = await startTestAws({ ceilings: [{ call: "organizations:DescribeAccount", perSecond: 1 }] });
  const describe = (key: typeof HOME_KEY, AccountId: string) =>
    aws.organizations(key).send(new DescribeAccountCommand({ AccountId }));
  await describe(HOME_KEY, MEMBER);
  expect(await failureOf(describe(HOME_KEY, HOME_KEY.accessKeyId))).toMatchObject({
    name: "TooManyRequestsException",
  });
  await expect(describe(MANAGEMENT_KEY, MEMBER)).resolves.toBeDefined();
});

it("the organization has a quota of its own over those of its accounts", async () => {
  const aws = await startTestAws({ ceilings: awsQuotas });
  expect(await answered(aws, "organizations:ListAccounts")).toBe(12);
  const byManagement = () => aws.organizations(MANAGEMENT_KEY).send(new ListAccountsCommand({}));
  for (let count = 0; count < 3; count++) await byManagement();
  expect(await failureOf(byManagement())).toMatchObject({ name: "TooManyRequestsException" });
});

it("one ceiling over everything counts every call of every account", async () => {
  const aws = await startTestAws({ ceilings: [{ call: "*", perSecond: 100, burst: 4, per: "all" }] });
  await aws.iam(HOME_KEY).send(new GetAccountSummaryCommand({}));
  await aws.iam(MEMBER_KEY).send(new GetAccountSummaryCommand({}));
  await aws.sts(MANAGEMENT_KEY).send(new GetCallerIdentityCommand({}));
  await aws.organizations(HOME_KEY).send(new ListAccountsCommand({}));
  expect(await failureOf(aws.iam(MEMBER_KEY).send(new GetAccountSummaryCommand({})))).toMatchObject({
    name: "Throttling",
  });
  expect(
    await failureOf(aws.account(HOME_KEY).send(new GetContactInformationCommand({ AccountId: MEMBER }))),
  ).toMatchObject({ name: "TooManyRequestsException" });
  aws.advance(10);
  await expect(aws.iam(MEMBER_KEY).send(new GetAccountSummaryCommand({}))).resolves.toBeDefined();
});

it("a call that is refused for one ceiling costs the others nothing", async () => {
  const aws = await startTestAws({
    ceilings: [
      { call: "iam:*", perSecond: 1, burst: 2 },
      { call: "iam:GetAccountSummary", perSecond: 1, burst: 1 },
    ],
  });
  expect(await answered(aws, "iam:GetAccountSummary")).toBe(1);
  await expect(aws.iam(HOME_KEY).send(new ListAccountAliasesCommand({}))).resolves.toBeDefined();
});
