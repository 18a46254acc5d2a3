import { GetAccountInformationCommand } from "@aws-sdk/client-account";
import { GetAccountSummaryCommand, ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import { DescribeAccountCommand, DescribeOrganizationCommand } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { failureOf, HOME, HOME_KEY, MEMBER, startTestAws, type TestAws } from "./support.ts";

const SENDERS = {
  iam: (aws: TestAws) => aws.iam(HOME_KEY).send(new GetAccountSummaryCommand({})),
  sts: (aws: TestAws) => aws.sts(HOME_KEY).send(new GetCallerIdentityCommand({})),
  organizations: (aws: TestAws) => aws.organizations(HOME_KEY).send(new DescribeOrganizationCommand({})),
  account: (aws: TestAws) => aws.account(HOME_KEY).send(new GetAccountInformationCommand({})),
};

describe("a fault", () => {
  it.each([
    ["iam", "throttled", "Throttling", 400],
    ["iam", "http-500", "ServiceFailureException", 500],
    ["iam", "access-denied", "AccessDenied", 403],
    ["sts", "throttled", "Throttling", 400],
    ["sts", "http-500", "InternalFailure", 500],
    ["sts", "access-denied", "AccessDenied", 403],
    ["organizations", "throttled", "TooManyRequestsException", 429],
    ["organizations", "http-500", "ServiceException", 500],
    ["organizations", "access-denied", "AccessDeniedException", 403],
    ["account", "throttled", "TooManyRequestsException", 429],
    ["account", "http-500", "InternalServerException", 500],
    ["account", "access-denied", "AccessDeniedException", 403],
  ] as const)("at %s: %s is %s %i, once", async (service, kind, name, status) => {
    const aws = await startTestAws();
    aws.setFaults([{ call: `${service}:*`, kind }]);
    expect(await failureOf(SENDERS[service](aws))).toMatchObject({ name, status });
    await expect(SENDERS[service](aws)).resolves.toBeDefined();
  });

  it.each(["iam", "sts", "organizations", "account"] as const)(
    "cuts the connection of %s",
    async (service) => {
      const aws = await startTestAws();
      aws.setFaults([{ call: "*", kind: "cut" }]);
      expect(await failureOf(SENDERS[service](aws))).toMatchObject({ status: undefined });
      expect(aws.calls.at(-1)?.outcome).toBe("cut");
      await expect(SENDERS[service](aws)).resolves.toBeDefined();
    },
  );

  it("answers with nonsense", async () => {
    const aws = await startTestAws();
    aws.setFaults([{ call: "*", kind: "nonsense" }]);
    expect(await failureOf(SENDERS.organizations(aws))).toMatchObject({ name: "SyntaxError" });
    expect(aws.calls.at(-1)?.outcome).toBe("nonsense");
  });

  it("answers late, but properly", async () => {
    const aws = await startTestAws();
    aws.setFaults([{ call: "*", kind: "slow", delayMs: 1 }]);
    await expect(SENDERS.iam(aws)).resolves.toHaveProperty("SummaryMap");
  });

  it("meets only the call and the account that it names, as often as it says", async () => {
    const aws = await startTestAws();
    aws.setFaults([{ call: "iam:GetAccountSummary", account: MEMBER, kind: "throttled", times: 2 }]);
    const home = aws.iam(HOME_KEY);
    const member = aws.iam(await aws.roleSession());
    const summary = () => member.send(new GetAccountSummaryCommand({}));
    await home.send(new GetAccountSummaryCommand({}));
    await member.send(new ListAccountAliasesCommand({}));
    expect(await failureOf(summary())).toMatchObject({ name: "Throttling", message: "Rate exceeded" });
    expect(await failureOf(summary())).toMatchObject({ name: "Throttling" });
    await expect(summary()).resolves.toBeDefined();
  });

  it("meets the assuming of an account's role", async () => {
    const aws = await startTestAws();
    aws.setFaults([{ call: "sts:AssumeRole", account: MEMBER, kind: "access-denied" }]);
    expect(await failureOf(aws.roleSession())).toMatchObject({ name: "AccessDenied" });
    await expect(aws.roleSession()).resolves.toHaveProperty("sessionToken");
  });

  it("that would never come is refused at once", async () => {
    const aws = await startTestAws();
    expect(() => aws.setFaults([{ call: "*", kind: "slow", times: 0 }])).toThrow();
  });
});

describe("a ceiling", () => {
  it("lets a burst pass, then as many as its rate", async () => {
    const aws = await startTestAws({ ceilings: [{ call: "sts:*", perSecond: 2, burst: 3 }] });
    const outcomes = async (count: number) => {
      aws.clearCalls();
      for (let call = 0; call < count; call++) await SENDERS.sts(aws).catch(() => {});
      return aws.calls.map(({ outcome }) => outcome);
    };
    expect(await outcomes(4)).toEqual(["ok", "ok", "ok", "Throttling"]);
    aws.advance(1_000);
    expect(await outcomes(3)).toEqual(["ok", "ok", "Throttling"]);
    aws.advance(60_000);
    expect(await outcomes(4)).toEqual(["ok", "ok", "ok", "Throttling"]);
  });

  it.each([
    ["account", "ok"],
    ["all", "Throttling"],
  ] as const)("counted per %s", async (per, outcome) => {
    const aws = await startTestAws({ ceilings: [{ call: "iam:*", perSecond: 1, per }] });
    const member = aws.iam(await aws.roleSession());
    await aws.iam(HOME_KEY).send(new GetAccountSummaryCommand({}));
    await member.send(new GetAccountSummaryCommand({})).catch(() => {});
    expect(aws.calls.at(-1)?.outcome).toBe(outcome);
  });
});

it("the log has who asked what about which account, and what came of it", async () => {
  const aws = await startTestAws();
  await aws.roleSession();
  await aws.organizations(HOME_KEY).send(new DescribeAccountCommand({ AccountId: MEMBER }));
  await aws
    .organizations(HOME_KEY)
    .send(new DescribeAccountCommand({ AccountId: "999999999999" }))
    .catch(() => {});
  await aws
    .iam({ ...HOME_KEY, secretAccessKey: "no" })
    .send(new GetAccountSummaryCommand({}))
    .catch(() => {});
  await SENDERS.iam(aws);
  const principal = `arn:aws:iam::${HOME}:user/auditor`;
  const describe = { service: "organizations", action: "DescribeAccount", principal };
  expect(aws.calls).toEqual([
    { service: "sts", action: "AssumeRole", principal, account: MEMBER, outcome: "ok" },
    { ...describe, account: MEMBER, outcome: "ok" },
    { ...describe, account: "999999999999", outcome: "AccountNotFoundException" },
    { service: "iam", action: "", principal: "", account: "", outcome: "SignatureDoesNotMatch" },
    { service: "iam", action: "GetAccountSummary", principal, account: HOME, outcome: "ok" },
  ]);
});

it("calls are counted by their outcome, and kept only where that is wanted", async () => {
  const aws = await startTestAws({ logCalls: false });
  aws.setFaults([{ call: "iam:*", kind: "throttled" }]);
  await SENDERS.iam(aws).catch(() => {});
  await SENDERS.iam(aws);
  await SENDERS.iam(aws);
  await SENDERS.organizations(aws);
  expect(aws.calls).toEqual([]);
  expect(aws.counts()).toEqual({
    "iam:GetAccountSummary": { Throttling: 1, ok: 2 },
    "organizations:DescribeOrganization": { ok: 1 },
  });
  aws.clearCalls();
  expect(aws.counts()).toEqual({});
});

it("a defect of an operation is told in the answer", async () => {
  const aws = await startTestAws();
  aws.organization.accounts.delete(HOME);
  const failure = await failureOf(SENDERS.iam(aws));
  expect(failure).toMatchObject({ name: "ServiceFailureException", status: 500 });
  expect(failure.message).toContain(`The organization has no account ${HOME}`);
});

it("changes to the organization show in the next answer", async () => {
  const aws = await startTestAws();
  const before = await SENDERS.iam(aws);
  aws.organization.accounts
    .get(HOME)
    ?.root.accessKeys.push({ id: "AKIANEWROOTKEY000001", status: "Active", createdAt: new Date() });
  const after = await SENDERS.iam(aws);
  expect([before, after].map(({ SummaryMap }) => SummaryMap?.AccountAccessKeysPresent)).toEqual([0, 1]);
});
