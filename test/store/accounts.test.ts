import { expect, test } from "vitest";
import {
  ACCOUNTS_LISTED,
  countAccounts,
  findAccountById,
  findAccountsByIds,
  findAccountsByWords,
  listAccountNames,
  saveAccounts,
  searchAccounts,
} from "../../src/store/accounts.ts";
import type { Database } from "../../src/store/database.ts";
import { setMilestone } from "../../src/store/milestones.ts";
import { saveUnits } from "../../src/store/organizational-units.ts";
import { accountOf, at, idOf, nameByAlias } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const listed = (seconds: number) => ({ seenAt: at(seconds), described: false });
const described = (seconds: number) => ({ seenAt: at(seconds), described: true });

const prod = { id: "ou-e1x4-prod0000", name: "Prod", idPath: ["ou-e1x4-prod0000"], path: ["Prod"] };
const payments = {
  id: "ou-e1x4-pay00000",
  name: "Payments",
  idPath: [prod.id, "ou-e1x4-pay00000"],
  path: ["Prod", "Payments"],
};

async function called(db: Database, words: string): Promise<readonly string[]> {
  return (await findAccountsByWords(db, words)).map(({ id }) => id);
}

async function searched(db: Database, words: string, limit = 10): Promise<readonly string[]> {
  return (await searchAccounts(db, words, limit)).map(({ name }) => name);
}

describeEachDatabase("accounts", (open) => {
  test("come back as they were stored", async () => {
    const db = await open();
    const whole = accountOf(1, {
      isManagement: true,
      partition: "aws-cn",
      ouPath: ["Prod", 'a "b" \\ {c,d}'],
      joinedAt: at(-100),
      described: { call: "organizations:DescribeAccount", readAt: at(1) },
    });
    const bare = { id: idOf(2), name: "2", isManagement: false, partition: "aws", ouPath: [] } as const;
    const outside = accountOf(4, {
      described: { call: "organizations:DescribeOrganization", readAt: at(1) },
    });
    await saveAccounts(db, [whole, bare, outside], described(1));
    expect(await findAccountById(db, whole.id)).toEqual({ account: whole, seenAt: at(1), hasPath: true });
    expect(await findAccountsByIds(db, [bare.id, idOf(3), whole.id])).toEqual([whole, bare]);
    expect((await findAccountById(db, outside.id))?.account).toEqual(outside);
    expect(await findAccountById(db, idOf(3))).toBeUndefined();
  });

  test("take their path from their unit, whose name may change and which may not be known yet", async () => {
    const db = await open();
    const inPayments = accountOf(1, { unitIds: payments.idPath });
    const pathOf = async (number: number) => {
      const found = await findAccountById(db, idOf(number));
      return found && { path: found.account.ouPath, hasPath: found.hasPath };
    };
    await saveAccounts(db, [inPayments, accountOf(2, { unitIds: [] }), accountOf(3)], listed(1));
    expect(await pathOf(1)).toEqual({ path: [], hasPath: false });
    expect(await pathOf(2)).toEqual({ path: [], hasPath: true });
    expect(await pathOf(3)).toEqual({ path: [], hasPath: false });
    await saveUnits(db, [prod, payments], at(2));
    expect(await pathOf(1)).toEqual({ path: ["Prod", "Payments"], hasPath: true });
    await saveUnits(db, [prod, { ...payments, name: "Money", path: ["Prod", "Money"] }], at(3));
    expect(await pathOf(1)).toEqual({ path: ["Prod", "Money"], hasPath: true });
    expect((await findAccountById(db, idOf(1)))?.account.unitIds).toEqual(payments.idPath);
  });

  test("keep their units when a list comes without them, and lose them when they move to the root", async () => {
    const db = await open();
    await saveUnits(db, [prod, payments], at(1));
    await saveAccounts(db, [accountOf(1, { unitIds: payments.idPath })], listed(1));
    await saveAccounts(db, [accountOf(1, { name: "renamed" })], listed(2));
    expect((await findAccountById(db, idOf(1)))?.account).toMatchObject({
      name: "renamed",
      ouPath: ["Prod", "Payments"],
    });
    await saveAccounts(db, [accountOf(1, { ouPath: ["Prod"], unitIds: [prod.id] })], described(3));
    expect((await findAccountById(db, idOf(1)))?.account.ouPath).toEqual(["Prod"]);
    await saveAccounts(db, [accountOf(1, { unitIds: [] })], described(4));
    expect((await findAccountById(db, idOf(1)))?.account).toMatchObject({ ouPath: [], unitIds: [] });
  });

  test("keep the path of their description where no list says their units", async () => {
    const db = await open();
    await saveAccounts(db, [accountOf(1, { ouPath: ["Prod"] })], described(1));
    await saveAccounts(db, [accountOf(1)], listed(2));
    expect(await findAccountById(db, idOf(1))).toMatchObject({
      account: { ouPath: ["Prod"] },
      hasPath: true,
    });
  });

  test("count as seen at the latest time, whichever list comes in last", async () => {
    const db = await open();
    await saveAccounts(db, [accountOf(1)], listed(9));
    await saveAccounts(db, [accountOf(1)], listed(3));
    expect((await findAccountById(db, idOf(1)))?.seenAt).toEqual(at(9));
  });

  test("that left the organization are stored, but neither found by words, nor suggested, nor counted", async () => {
    const db = await open();
    await saveAccounts(db, [accountOf(1), accountOf(2)], listed(1));
    expect(await countAccounts(db)).toBe(2);
    await saveAccounts(db, [accountOf(2)], listed(5));
    await setMilestone(db, ACCOUNTS_LISTED, at(5));
    expect(await called(db, "team-1")).toEqual([]);
    expect(await searched(db, "team")).toEqual(["team-2"]);
    expect(await searched(db, idOf(1))).toEqual([]);
    expect(await listAccountNames(db)).toEqual([{ id: idOf(2), name: "team-2" }]);
    expect(await countAccounts(db)).toBe(1);
    expect((await findAccountById(db, idOf(1)))?.account.name).toBe("team-1");
  });

  test("are found by name, alias and address, whatever the case, and all of one name", async () => {
    const db = await open();
    const twins = [
      accountOf(2, { name: "Twin" }),
      accountOf(1, { name: "tWIN", email: "Root+1@Example.com" }),
    ];
    await saveAccounts(db, [...twins, accountOf(3)], listed(1));
    await nameByAlias(db, 3, "Acme-Three");
    expect(await called(db, "TWIN")).toEqual([idOf(1), idOf(2)]);
    expect(await called(db, "root+1@example.COM")).toEqual([idOf(1)]);
    expect(await called(db, "ACME-three")).toEqual([idOf(3)]);
    for (const words of ["", "twi", "tw%", "t_in", "acme", idOf(1)])
      expect(await called(db, words)).toEqual([]);
  });

  test("come by the thousand", async () => {
    const db = await open();
    const many = Array.from({ length: 5_000 }, (_, index) => accountOf(index + 1));
    await saveAccounts(db, many, listed(1));
    await saveAccounts(db, many, listed(2));
    expect(await countAccounts(db)).toBe(5_000);
    expect(await searched(db, "team-4999")).toEqual(["team-4999"]);
    const ids = many.map(({ id }) => id);
    expect((await findAccountsByIds(db, ids.toReversed())).map(({ id }) => id)).toEqual(ids);
  });
});
