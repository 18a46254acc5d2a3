import {
  ListAccountsForParentCommand,
  ListChildrenCommand,
  type OrganizationsClient,
  paginateListAccountsForParent,
  paginateListChildren,
  paginateListOrganizationalUnitsForParent,
} from "@aws-sdk/client-organizations";
import { describe, expect, it } from "vitest";
import { account } from "../../../src/local-aws/account.ts";
import { failureOf, HOME_KEY, MANAGEMENT, MEMBER_KEY, startTestAws } from "../support.ts";

const ROOT = "r-e1x4";
const UNITS = Array.from({ length: 25 }, (_, index) => `Team ${index}`);

async function start(switches = {}) {
  const aws = await startTestAws({ emptyUnits: UNITS, switches });
  for (let number = 0; number < 45; number++) {
    const added = account({ name: `account-${number}`, ou: "Team 3" });
    aws.organization.accounts.set(added.id, added);
  }
  return { aws, client: aws.organizations(HOME_KEY) };
}

async function units(client: OrganizationsClient) {
  const found = new Map<string, string>();
  for await (const page of paginateListOrganizationalUnitsForParent({ client }, { ParentId: ROOT })) {
    for (const { Id = "", Name = "" } of page.OrganizationalUnits ?? []) found.set(Name, Id);
  }
  return found;
}

describe.each([{}, { emptyPages: true }, { pageSize: 7 }])("page by page with %j", (switches) => {
  it("units under a parent come once each", async () => {
    const { client } = await start(switches);
    expect([...(await units(client)).keys()].sort()).toEqual([...UNITS, "Prod", "Security"].sort());
  });

  it("accounts under a parent come once each, and no others", async () => {
    const { client, aws } = await start(switches);
    const ParentId = (await units(client)).get("Team 3") ?? "";
    const ids: (string | undefined)[] = [];
    for await (const page of paginateListAccountsForParent({ client }, { ParentId })) {
      for (const { Id } of page.Accounts ?? []) ids.push(Id);
    }
    expect(ids).toEqual([...aws.organization.accounts.keys()].slice(3));
  });

  it.each(["ACCOUNT", "ORGANIZATIONAL_UNIT"] as const)(
    "children of type %s have ids only",
    async (ChildType) => {
      const { client } = await start(switches);
      const children: object[] = [];
      for await (const page of paginateListChildren({ client }, { ParentId: ROOT, ChildType })) {
        children.push(...(page.Children ?? []));
      }
      const all = ChildType === "ACCOUNT" ? [MANAGEMENT] : [...(await units(client)).values()];
      expect(new Set(children)).toEqual(new Set(all.map((Id) => ({ Id, Type: ChildType }))));
      expect(children).toHaveLength(all.length);
    },
  );
});

it("accounts come with all that is known of them", async () => {
  const { client } = await start();
  const { Accounts } = await client.send(new ListAccountsForParentCommand({ ParentId: ROOT }));
  expect(Accounts).toMatchObject([
    {
      Id: MANAGEMENT,
      Email: "root@example.com",
      State: "ACTIVE",
      Paths: [`o-testtest01/${ROOT}/${MANAGEMENT}/`],
    },
  ]);
});

it.each([
  [
    "a parent that is not there",
    new ListAccountsForParentCommand({ ParentId: "ou-e1x4-00000000" }),
    "ParentNotFoundException",
  ],
  [
    "an account as a parent",
    new ListAccountsForParentCommand({ ParentId: MANAGEMENT }),
    "ParentNotFoundException",
  ],
  [
    "a type that is not there",
    new ListChildrenCommand({ ParentId: ROOT, ChildType: "USER" as "ACCOUNT" }),
    "InvalidInputException",
  ],
])("refuses %s", async (_, command, name) => {
  const { client } = await start();
  expect(await failureOf(client.send(command as ListChildrenCommand))).toMatchObject({ name });
});

it("refuses an ordinary member", async () => {
  const { aws } = await start();
  const command = new ListAccountsForParentCommand({ ParentId: ROOT });
  expect(await failureOf(aws.organizations(MEMBER_KEY).send(command))).toMatchObject({
    name: "AccessDeniedException",
  });
});
