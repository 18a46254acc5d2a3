import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  paginateListPolicies,
  paginateListPoliciesForTarget,
  paginateListTargetsForPolicy,
} from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import type { ServiceControlPolicySpecification } from "../../../src/local-aws/organization.ts";
import { failureOf, HOME, HOME_KEY, MANAGEMENT, MEMBER, MEMBER_KEY, startTestAws } from "../support.ts";

const FULL_ACCESS = "p-FullAWSAccess";
const TYPE = "SERVICE_CONTROL_POLICY";

function policy(id: string, targets: string[]): ServiceControlPolicySpecification {
  const Statement = [{ Sid: "X", Effect: "Deny" as const, Action: "s3:*", Resource: "*" }];
  return { id, name: `name of ${id}`, targets, content: { Statement } };
}

const POLICIES = [
  policy("p-everybody1", ["root"]),
  policy("p-payments01", ["Prod/Payments", MEMBER]),
  policy("p-nobody0001", []),
];

async function start(switches = {}) {
  const aws = await startTestAws({ serviceControlPolicies: POLICIES, switches });
  return aws.organizations(HOME_KEY);
}

async function policiesOf(client: OrganizationsClient, TargetId: string) {
  const ids: (string | undefined)[] = [];
  for await (const page of paginateListPoliciesForTarget({ client }, { TargetId, Filter: TYPE })) {
    for (const { Id } of page.Policies ?? []) ids.push(Id);
  }
  return ids;
}

async function targetsOf(client: OrganizationsClient, PolicyId: string) {
  const targets: string[] = [];
  for await (const page of paginateListTargetsForPolicy({ client }, { PolicyId })) {
    for (const { Type, Name } of page.Targets ?? []) targets.push(`${Type} ${Name}`);
  }
  return targets;
}

async function unitNamed(client: OrganizationsClient, PolicyId: string, name: string) {
  const { Targets = [] } = await client.send(new ListTargetsForPolicyCommand({ PolicyId }));
  return Targets.find(({ Name }) => Name === name)?.TargetId ?? "";
}

describe.each([{}, { emptyPages: true }, { pageSize: 1 }])("with %j", (switches) => {
  it("all policies are listed, AWS's own first", async () => {
    const client = await start(switches);
    const ids: (string | undefined)[] = [];
    for await (const page of paginateListPolicies({ client }, { Filter: TYPE })) {
      for (const { Id } of page.Policies ?? []) ids.push(Id);
    }
    expect(ids).toEqual([FULL_ACCESS, "p-everybody1", "p-payments01", "p-nobody0001"]);
  });

  it.each([
    ["p-everybody1", ["ROOT Root"]],
    ["p-payments01", ["ORGANIZATIONAL_UNIT Payments", "ACCOUNT member"]],
    ["p-nobody0001", []],
    [
      FULL_ACCESS,
      [
        "ROOT Root",
        "ORGANIZATIONAL_UNIT Security",
        "ORGANIZATIONAL_UNIT Prod",
        "ORGANIZATIONAL_UNIT Payments",
        "ACCOUNT management",
        "ACCOUNT home",
        "ACCOUNT member",
      ],
    ],
  ])("%s is attached to its targets", async (id, targets) => {
    expect(await targetsOf(await start(switches), id)).toEqual(targets);
  });

  it.each([
    ["r-e1x4", [FULL_ACCESS, "p-everybody1"]],
    [MEMBER, [FULL_ACCESS, "p-payments01"]],
    [HOME, [FULL_ACCESS]],
  ])("%s has what is attached to it, not to what is above", async (target, ids) => {
    expect(await policiesOf(await start(switches), target)).toEqual(ids);
  });
});

it("a unit has what is attached to it", async () => {
  const client = await start();
  expect(await policiesOf(client, await unitNamed(client, "p-payments01", "Payments"))).toEqual([
    FULL_ACCESS,
    "p-payments01",
  ]);
});

describe("a policy is described", () => {
  it("with its text as it was written", async () => {
    const client = await start();
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: "p-payments01" }));
    expect(Policy?.PolicySummary).toEqual({
      Id: "p-payments01",
      Arn: `arn:aws:organizations::${MANAGEMENT}:policy/o-testtest01/service_control_policy/p-payments01`,
      Name: "name of p-payments01",
      Description: "",
      Type: TYPE,
      AwsManaged: false,
    });
    expect(Policy?.Content).toBe(
      '{"Version":"2012-10-17","Statement":[{"Sid":"X","Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
    );
  });

  it("as AWS's where it is", async () => {
    const client = await start();
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: FULL_ACCESS }));
    expect(Policy?.PolicySummary).toMatchObject({
      Arn: `arn:aws:organizations::aws:policy/service_control_policy/${FULL_ACCESS}`,
      AwsManaged: true,
    });
    expect(JSON.parse(Policy?.Content ?? "")).toMatchObject({
      Statement: [{ Effect: "Allow", Action: "*" }],
    });
  });
});

describe("there are none", () => {
  it("of another type", async () => {
    const client = await start();
    const { Policies } = await client.send(new ListPoliciesCommand({ Filter: "TAG_POLICY" }));
    expect(Policies).toEqual([]);
  });

  it("without all features, and they deny nothing", async () => {
    const aws = await startTestAws({
      featureSet: "CONSOLIDATED_BILLING",
      serviceControlPolicies: [
        {
          ...policy("p-everything", ["root"]),
          content: { Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] },
        },
      ],
    });
    const command = new ListPoliciesCommand({ Filter: TYPE });
    const { Policies } = await aws.organizations(HOME_KEY).send(command);
    expect(Policies).toEqual([]);
  });
});

describe("is refused", () => {
  it.each([
    [
      "a policy that is not there",
      new DescribePolicyCommand({ PolicyId: "p-gone00001" }),
      "PolicyNotFoundException",
      404,
    ],
    [
      "its targets",
      new ListTargetsForPolicyCommand({ PolicyId: "p-gone00001" }),
      "PolicyNotFoundException",
      404,
    ],
    [
      "a target that is not there",
      new ListPoliciesForTargetCommand({ TargetId: "ou-e1x4-00000000", Filter: TYPE }),
      "TargetNotFoundException",
      404,
    ],
    [
      "a type that is not there",
      new ListPoliciesCommand({ Filter: "SCP" as typeof TYPE }),
      "InvalidInputException",
      400,
    ],
    [
      "a page too long",
      new ListPoliciesCommand({ Filter: TYPE, MaxResults: 21 }),
      "InvalidInputException",
      400,
    ],
  ])("%s", async (_, command, name, status) => {
    const client = await start();
    expect(await failureOf(client.send(command as ListPoliciesCommand))).toMatchObject({ name, status });
  });

  it.each([
    ["ListPolicies", new ListPoliciesCommand({ Filter: TYPE })],
    ["DescribePolicy", new DescribePolicyCommand({ PolicyId: FULL_ACCESS })],
    ["ListTargetsForPolicy", new ListTargetsForPolicyCommand({ PolicyId: FULL_ACCESS })],
    ["ListPoliciesForTarget", new ListPoliciesForTargetCommand({ TargetId: MEMBER, Filter: TYPE })],
  ])("an ordinary member %s", async (_, command) => {
    const aws = await startTestAws();
    const attempt = aws.organizations(MEMBER_KEY).send(command as ListPoliciesCommand);
    expect(await failureOf(attempt)).toMatchObject({ name: "AccessDeniedException", status: 403 });
  });
});
