import { describe, expect, test } from "vitest";
import type { Account } from "../../src/domain/account.ts";
import type { AccountSpecification } from "../../src/local-aws/account.ts";
import { unitId } from "../../src/local-aws/units.ts";
import { HOME, MANAGEMENT, MEMBER, MEMBER_KEY, START, sampleOrganization } from "../local-aws/support.ts";
import { type ReadingAws, startReadingAws } from "./support.ts";

const units = ["Security", "Prod", "Prod/Payments"] as const;
const idOf = (path: string) => unitId(sampleOrganization(), path);

async function listed({
  organization,
  sessions,
  call,
}: ReadingAws): Promise<readonly (readonly Account[])[]> {
  return Array.fromAsync(organization.listAccounts(await sessions.home("A1"), call));
}

describe("the list of accounts", () => {
  test("comes with units' ids, and when and how it was read", async () => {
    const pages = await listed(await startReadingAws());
    expect(pages.flat()).toEqual([
      expect.objectContaining({ id: MANAGEMENT, isManagement: true, ouPath: [], unitIds: [] }),
      expect.objectContaining({ id: HOME, isManagement: false, unitIds: [idOf("Security")] }),
      {
        id: MEMBER,
        name: "member",
        email: "aws+member@example.com",
        state: "ACTIVE",
        isManagement: false,
        partition: "aws",
        ouPath: [],
        unitIds: [idOf("Prod"), idOf("Prod/Payments")],
        joinedAt: new Date("2020-02-11T09:30:00Z"),
        described: { call: "organizations:ListAccounts", readAt: START },
      },
    ]);
  });

  test("knows the management account even where AWS does not say who owns the organization", async () => {
    const reading = await startReadingAws();
    reading.aws.setFaults([{ call: "organizations:DescribeOrganization", kind: "access-denied", times: 9 }]);
    const managing = (await listed(reading)).flat().filter(({ isManagement }) => isManagement);
    expect(managing.map(({ id }) => id)).toEqual([MANAGEMENT]);
  });

  test("asks once who owns the organization, though AWS does not say", async () => {
    const reading = await startReadingAws();
    reading.aws.setFaults([{ call: "organizations:DescribeOrganization", kind: "access-denied", times: 9 }]);
    await listed(reading);
    await listed(reading);
    const asked = reading.aws.calls.filter(({ action }) => action === "DescribeOrganization");
    expect(asked).toHaveLength(1);
  });

  test("lacks the ids where AWS lacks the paths", async () => {
    const reading = await startReadingAws({ aws: { switches: { paths: false } } });
    expect((await listed(reading)).flat().map((account) => "unitIds" in account)).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("goes on after pages that are empty", async () => {
    const reading = await startReadingAws({ aws: { switches: { emptyPages: true, pageSize: 1 } } });
    expect((await listed(reading)).map((page) => page.map(({ id }) => id))).toEqual([
      [],
      [MANAGEMENT],
      [],
      [HOME],
      [],
      [MEMBER],
    ]);
  });

  test("is asked for page by page, as it is read", async () => {
    const { organization, sessions, call, aws } = await startReadingAws({
      aws: { switches: { pageSize: 1 } },
    });
    for await (const [account] of organization.listAccounts(await sessions.home("A1"), call))
      if (account?.id === HOME) break;
    expect(aws.calls.filter(({ action }) => action === "ListAccounts")).toHaveLength(2);
  });

  test("is the own account outside an organization", async () => {
    const reading = await startReadingAws({ as: MEMBER_KEY, aws: { member: { inOrganization: false } } });
    const described = { call: "organizations:DescribeOrganization", readAt: START };
    expect(await listed(reading)).toEqual([
      [expect.objectContaining({ id: MEMBER, name: MEMBER, described })],
    ]);
  });
});

describe("the units", () => {
  const list = async ({ organization, sessions, call }: ReadingAws) =>
    organization.listUnits(await sessions.home("A1"), call);

  test.each([20, 1])("are listed from the top, with pages of %i", async (pageSize) => {
    const reading = await startReadingAws({ aws: { switches: { pageSize }, emptyUnits: ["Prod/Empty"] } });
    const found = await list(reading);
    const paths = ["Prod", "Security", "Prod/Empty", "Prod/Payments"];
    expect(found.map(({ path }) => path.join("/")).toSorted()).toEqual(paths.toSorted());
    expect(found.findIndex(({ name }) => name === "Payments")).toBeGreaterThan(1);
    expect(found).toContainEqual({
      id: idOf("Prod/Payments"),
      name: "Payments",
      idPath: [idOf("Prod"), idOf("Prod/Payments")],
      path: ["Prod", "Payments"],
    });
  });

  test("are none outside an organization", async () => {
    const reading = await startReadingAws({ as: MEMBER_KEY, aws: { member: { inOrganization: false } } });
    expect(await list(reading)).toEqual([]);
  });

  test("have the accounts that are directly in them", async () => {
    const { organization, sessions, call } = await startReadingAws();
    const home = await sessions.home("A1");
    const inEach = units.map((path) => organization.listAccountIdsIn(home, idOf(path), call));
    expect(await Promise.all(inEach)).toEqual([[HOME], [], [MEMBER]]);
  });
});

describe("one account", () => {
  const describeMember = async ({ organization, sessions }: ReadingAws, id = MEMBER) =>
    organization.describeAccount(await sessions.home("A1"), id);
  const placed = {
    ouPath: ["Prod", "Payments"],
    unitIds: [idOf("Prod"), idOf("Prod/Payments")],
    described: { call: "organizations:DescribeAccount", readAt: START },
  };

  test.each([true, false])("is described with its units, with paths: %o", async (paths) => {
    expect(await describeMember(await startReadingAws({ aws: { switches: { paths } } }))).toMatchObject(
      placed,
    );
  });

  test.each(["state", "status"] as const)("is as active as its %s says", async (accountState) => {
    const member: Partial<AccountSpecification> = { state: "SUSPENDED" };
    const reading = await startReadingAws({ aws: { member, switches: { accountState } } });
    expect(await describeMember(reading)).toMatchObject({ state: "SUSPENDED" });
  });

  test("keeps the units' ids where their names are refused", async () => {
    const reading = await startReadingAws();
    reading.aws.setFaults([
      { call: "organizations:DescribeOrganizationalUnit", kind: "access-denied", times: 9 },
    ]);
    expect(await describeMember(reading)).toMatchObject({ ...placed, ouPath: [] });
  });

  test("is the own one outside an organization, and no other", async () => {
    const reading = await startReadingAws({ as: MEMBER_KEY, aws: { member: { inOrganization: false } } });
    const described = { call: "organizations:DescribeOrganization", readAt: START };
    expect(await describeMember(reading)).toMatchObject({ id: MEMBER, described });
    expect(await describeMember(reading, HOME)).toBeUndefined();
  });

  test("is undefined where there is none", async () => {
    expect(await describeMember(await startReadingAws(), "999999999999")).toBeUndefined();
  });
});
