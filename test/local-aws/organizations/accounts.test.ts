import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  paginateListAccounts,
} from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { account } from "../../../src/local-aws/account.ts";
import {
  failureOf,
  HOME_KEY,
  MANAGEMENT,
  MANAGEMENT_KEY,
  MEMBER,
  MEMBER_KEY,
  startTestAws,
  type TestAws,
} from "../support.ts";

function addAccounts(aws: TestAws, count: number): void {
  for (let number = 1; number <= count; number++) {
    const added = account({ name: `account-${number}` });
    aws.organization.accounts.set(added.id, added);
  }
}

async function listedIds(aws: TestAws): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for await (const page of paginateListAccounts({ client: aws.organizations(HOME_KEY) }, {})) {
    for (const { Id } of page.Accounts ?? []) ids.push(Id);
  }
  return ids;
}

describe("listing accounts", () => {
  it.each([{}, { emptyPages: true }, { pageSize: 3 }])(
    "gives each of many once with %j",
    async (switches) => {
      const aws = await startTestAws({ switches });
      addAccounts(aws, 45);
      expect(await listedIds(aws)).toEqual([...aws.organization.accounts.keys()]);
    },
  );

  it("gives at most twenty at once", async () => {
    const aws = await startTestAws();
    addAccounts(aws, 45);
    const { Accounts, NextToken } = await aws.organizations(HOME_KEY).send(new ListAccountsCommand({}));
    expect(Accounts).toHaveLength(20);
    expect(NextToken).toEqual(expect.any(String));
  });

  it("may begin with an empty page", async () => {
    const aws = await startTestAws({ switches: { emptyPages: true } });
    const { Accounts, NextToken } = await aws.organizations(HOME_KEY).send(new ListAccountsCommand({}));
    expect([Accounts, typeof NextToken]).toEqual([[], "string"]);
  });

  it.each([
    ["more than twenty", { MaxResults: 21 }],
    ["fewer than one", { MaxResults: 0 }],
    ["from a made-up token", { NextToken: "zzz" }],
  ])("refuses %s", async (_, input) => {
    const aws = await startTestAws();
    const attempt = aws.organizations(HOME_KEY).send(new ListAccountsCommand(input));
    expect(await failureOf(attempt)).toMatchObject({ name: "InvalidInputException", status: 400 });
  });

  it("leaves out accounts of others", async () => {
    const aws = await startTestAws({ member: { inOrganization: false } });
    expect(await listedIds(aws)).not.toContain(MEMBER);
  });
});

describe("an account", () => {
  const JOINED = new Date("2023-04-05T06:07:08Z");

  it("is described with all that is known of it", async () => {
    const aws = await startTestAws({ member: { email: "pay@example.com", joinedAt: JOINED } });
    const { Account } = await aws
      .organizations(HOME_KEY)
      .send(new DescribeAccountCommand({ AccountId: MEMBER }));
    expect(Account).toEqual({
      Id: MEMBER,
      Arn: `arn:aws:organizations::${MANAGEMENT}:account/o-testtest01/${MEMBER}`,
      Email: "pay@example.com",
      Name: "member",
      State: "ACTIVE",
      Status: "ACTIVE",
      Paths: [expect.stringMatching(/^o-testtest01\/r-e1x4\/ou-e1x4-\w{8}\/ou-e1x4-\w{8}\/300000000003\/$/)],
      JoinedMethod: "CREATED",
      JoinedTimestamp: JOINED,
    });
  });

  it.each([
    ["ACTIVE", "ACTIVE"],
    ["SUSPENDED", "SUSPENDED"],
    ["PENDING_CLOSURE", "PENDING_CLOSURE"],
    ["CLOSED", "SUSPENDED"],
    ["PENDING_ACTIVATION", "ACTIVE"],
  ] as const)("in state %s has the status %s, or only one of the two", async (state, status) => {
    const aws = await startTestAws({ member: { state } });
    const client = aws.organizations(HOME_KEY);
    const words = async () => {
      const { Account } = await client.send(new DescribeAccountCommand({ AccountId: MEMBER }));
      return [Account?.State, Account?.Status];
    };
    expect(await words()).toEqual([state, status]);
    aws.switches.accountState = "state";
    expect(await words()).toEqual([state, undefined]);
    aws.switches.accountState = "status";
    expect(await words()).toEqual([undefined, status]);
  });

  it("may lack its paths", async () => {
    const aws = await startTestAws({ switches: { paths: false } });
    const { Account } = await aws
      .organizations(HOME_KEY)
      .send(new DescribeAccountCommand({ AccountId: MEMBER }));
    expect(Account).not.toHaveProperty("Paths");
  });

  it.each([
    ["999999999999", "AccountNotFoundException", 404],
    ["member", "InvalidInputException", 400],
  ])("called %s is refused with %s", async (AccountId, name, status) => {
    const aws = await startTestAws();
    const attempt = aws.organizations(HOME_KEY).send(new DescribeAccountCommand({ AccountId }));
    expect(await failureOf(attempt)).toMatchObject({ name, status });
  });
});

describe("who may ask", () => {
  it.each([
    ["the management account", MANAGEMENT_KEY],
    ["a delegated administrator", HOME_KEY],
    ["any member", MEMBER_KEY],
  ])("%s, what organization it is in", async (_, key) => {
    const aws = await startTestAws();
    const { Organization } = await aws.organizations(key).send(new DescribeOrganizationCommand({}));
    expect(Organization).toEqual({
      Id: "o-testtest01",
      Arn: `arn:aws:organizations::${MANAGEMENT}:organization/o-testtest01`,
      FeatureSet: "ALL",
      MasterAccountArn: `arn:aws:organizations::${MANAGEMENT}:account/o-testtest01/${MANAGEMENT}`,
      MasterAccountId: MANAGEMENT,
      MasterAccountEmail: "root@example.com",
    });
  });

  it("not an ordinary member, for the list", async () => {
    const aws = await startTestAws();
    expect(await failureOf(aws.organizations(MEMBER_KEY).send(new ListAccountsCommand({})))).toEqual({
      name: "AccessDeniedException",
      status: 403,
      message: "You don't have permissions to access this resource.",
    });
  });

  it("not an account outside", async () => {
    const aws = await startTestAws({ member: { inOrganization: false } });
    const attempt = aws.organizations(MEMBER_KEY).send(new DescribeOrganizationCommand({}));
    expect(await failureOf(attempt)).toMatchObject({
      name: "AWSOrganizationsNotInUseException",
      status: 404,
    });
  });

  it("not whose own policies do not allow it", async () => {
    const aws = await startTestAws();
    for (const { users } of aws.organization.accounts.values())
      for (const user of users) user.allows = ["iam:*"];
    expect(await failureOf(aws.organizations(HOME_KEY).send(new ListAccountsCommand({})))).toEqual({
      name: "AccessDeniedException",
      status: 403,
      message:
        "User: arn:aws:iam::200000000002:user/auditor is not authorized to perform: organizations:ListAccounts on resource: * because no identity-based policy allows the organizations:ListAccounts action",
    });
  });
});
