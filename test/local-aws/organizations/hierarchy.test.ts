import {
  DescribeOrganizationalUnitCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  type ListParentsResponse,
  ListRootsCommand,
  type OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { expect, it } from "vitest";
import { failureOf, HOME, HOME_KEY, MEMBER, startTestAws } from "../support.ts";

it("leads from the root down to every unit", async () => {
  const aws = await startTestAws({ emptyUnits: ["Prod/Spare"] });
  const client = aws.organizations(HOME_KEY);
  const { Roots = [] } = await client.send(new ListRootsCommand({}));
  expect(Roots).toMatchObject([
    { Id: "r-e1x4", Name: "Root", PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY" }] },
  ]);
  const below = async (ParentId: string | undefined) => {
    const command = new ListOrganizationalUnitsForParentCommand({ ParentId });
    return (await client.send(command)).OrganizationalUnits ?? [];
  };
  const top = await below("r-e1x4");
  expect(top.map(({ Name }) => Name).sort()).toEqual(["Prod", "Security"]);
  const inProd = await below(top.find(({ Name }) => Name === "Prod")?.Id);
  expect(inProd.map(({ Name }) => Name).sort()).toEqual(["Payments", "Spare"]);
  expect(await below(inProd[0]?.Id)).toEqual([]);
});

it("leads from an account up to the root", async () => {
  const aws = await startTestAws();
  const client = aws.organizations(HOME_KEY);
  const names: (string | undefined)[] = [];
  let child: string | undefined = MEMBER;
  for (;;) {
    const answer: ListParentsResponse = await client.send(new ListParentsCommand({ ChildId: child }));
    const [parent] = answer.Parents ?? [];
    child = parent?.Id;
    if (parent?.Type === "ROOT") break;
    const unit = await client.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: child }));
    names.push(unit.OrganizationalUnit?.Name);
  }
  expect(names).toEqual(["Payments", "Prod"]);
  expect(child).toBe("r-e1x4");
});

it.each([
  ["ChildNotFoundException", new ListParentsCommand({ ChildId: "999999999999" })],
  ["ChildNotFoundException", new ListParentsCommand({ ChildId: "r-e1x4" })],
])("answers %s", async (name, command) => {
  const aws = await startTestAws();
  expect(await failureOf(aws.organizations(HOME_KEY).send(command))).toMatchObject({ name, status: 404 });
});

it("does not know units that are not there", async () => {
  const aws = await startTestAws();
  const client = aws.organizations(HOME_KEY);
  const unit = "ou-e1x4-00000000";
  expect(
    await failureOf(client.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unit }))),
  ).toMatchObject({ name: "OrganizationalUnitNotFoundException", status: 404 });
  expect(
    await failureOf(client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: unit }))),
  ).toMatchObject({ name: "ParentNotFoundException", status: 404 });
});

it.each([
  [undefined, [HOME]],
  ["iam.amazonaws.com", [HOME]],
  ["account.amazonaws.com", []],
])("lists the administrators of %s", async (ServicePrincipal, ids) => {
  const aws = await startTestAws();
  const command = new ListDelegatedAdministratorsCommand({ ServicePrincipal });
  const { DelegatedAdministrators = [] } = await aws.organizations(HOME_KEY).send(command);
  expect(DelegatedAdministrators.map(({ Id }) => Id)).toEqual(ids);
});

it.each<
  [string, (client: OrganizationsClient, NextToken?: string) => Promise<{ NextToken?: string | undefined }>]
>([
  ["ListRoots", (client, NextToken) => client.send(new ListRootsCommand({ NextToken }))],
  ["ListParents", (client, NextToken) => client.send(new ListParentsCommand({ ChildId: MEMBER, NextToken }))],
  [
    "ListDelegatedAdministrators",
    (client, NextToken) => client.send(new ListDelegatedAdministratorsCommand({ NextToken })),
  ],
  [
    "ListAWSServiceAccessForOrganization",
    (client, NextToken) => client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken })),
  ],
])("%s may begin with an empty page and a token for the next", async (_, list) => {
  const aws = await startTestAws({ switches: { emptyPages: true } });
  const client = aws.organizations(HOME_KEY);
  const entriesOf = (answer: object) => Object.values(answer).find(Array.isArray);
  const first = await list(client);
  const second = await list(client, first.NextToken);
  expect([entriesOf(first), typeof first.NextToken]).toEqual([[], "string"]);
  expect(entriesOf(second)).not.toEqual([]);
  expect(second.NextToken).toBeUndefined();
});

it("lists the services with trusted access", async () => {
  const aws = await startTestAws({ trustedAccess: ["iam.amazonaws.com"] });
  const command = new ListAWSServiceAccessForOrganizationCommand({});
  const { EnabledServicePrincipals } = await aws.organizations(HOME_KEY).send(command);
  expect(EnabledServicePrincipals).toEqual([
    { ServicePrincipal: "iam.amazonaws.com", DateEnabled: new Date("2019-06-18T12:00:00Z") },
  ]);
});
