import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { AccountSourceError } from "../../src/accounts/account-source.ts";
import { createAccountDirectory } from "../../src/accounts/directory.ts";
import type { Account } from "../../src/domain/account.ts";
import { ACCOUNTS_LISTED, listAccountNames } from "../../src/store/accounts.ts";
import { saveCanonicalId } from "../../src/store/canonical-ids.ts";
import type { Database } from "../../src/store/database.ts";
import { findMilestone } from "../../src/store/milestones.ts";
import { createOrganization, refused } from "../support/account-source.ts";
import { accountOf, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const MINUTE = 60_000;
const five = [1, 2, 3, 4, 5].map((number) => accountOf(number));

function setUp(db: Database, accounts: readonly Account[] = five) {
  const clock = createManualClock();
  const organization = createOrganization(accounts);
  const { source } = organization;
  const directory = createAccountDirectory({ db, source, clock, log: pino({ level: "silent" }) });
  return {
    directory,
    organization,
    clock,
    listedAt: () => findMilestone(db, ACCOUNTS_LISTED),
    present: async () => (await listAccountNames(db)).map(({ name }) => name),
    async take(purpose = "A1") {
      const pages: (readonly string[])[] = [];
      for await (const page of directory.list(purpose)) pages.push(page.map(({ name }) => name));
      return pages;
    },
  };
}

describeEachDatabase("the list of accounts", (open) => {
  test("comes page by page, each stored by then, and replaces the last list once it is whole", async () => {
    const { directory, organization, take, present, listedAt, clock } = setUp(await open());
    expect(await take()).toEqual([["team-1", "team-2"], ["team-3", "team-4"], ["team-5"]]);
    expect(organization.asked).toEqual(["list A1"]);
    await clock.advance(1);
    organization.accounts = [accountOf(1), accountOf(6), accountOf(7)];
    const pages = directory.list("A2")[Symbol.asyncIterator]();
    expect((await pages.next()).value).toHaveLength(2);
    expect(await directory.stored([idOf(6), idOf(7)])).toEqual([accountOf(6)]);
    expect(await present()).toHaveLength(6);
    await pages.next();
    await pages.next();
    expect(await present()).toEqual(["team-1", "team-6", "team-7"]);
    expect(await listedAt()).toEqual(clock.now());
  });

  test("that is abandoned or breaks off does not count as whole", async () => {
    const { directory, organization, take, present, listedAt, clock } = setUp(await open());
    await take();
    const whole = await listedAt();
    await clock.advance(1);
    for await (const page of directory.list("A2")) if (page.length > 0) break;
    organization.beforePage = (page) => {
      if (page === 2) throw new AccountSourceError(refused);
    };
    await expect(take()).rejects.toThrow(AccountSourceError);
    expect(await listedAt()).toEqual(whole);
    expect(await present()).toHaveLength(5);
  });

  test("that began earlier and comes in later than another does not bring back what has left", async () => {
    const { organization, take, present, listedAt, clock } = setUp(await open());
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    organization.beforePage = async (page) => {
      if (page !== 2) return;
      begun.resolve();
      await goOn.promise;
    };
    const slow = take();
    await begun.promise;
    await clock.advance(MINUTE);
    organization.beforePage = () => undefined;
    organization.accounts = [accountOf(1), accountOf(2)];
    await take();
    const newest = await listedAt();
    goOn.resolve();
    await slow;
    expect(await listedAt()).toEqual(newest);
    expect(await present()).toEqual(["team-1", "team-2"]);
  });
});

describeEachDatabase("the directory of accounts", (open) => {
  test("lists anew where the list is old or an unknown name may be new", async () => {
    const { directory, organization, clock } = setUp(await open());
    for (const words of ["team-1", "TEAM-2", "aws-3@example.com"])
      expect(await directory.find(words)).toMatchObject({ kind: "found" });
    const lists = () => organization.asked.filter((asked) => asked.startsWith("list")).length;
    expect(lists()).toBe(1);
    organization.accounts = [...five, accountOf(6, { name: "brand-new" })];
    expect(await directory.find("brand-new")).toMatchObject({ kind: "none" });
    await clock.advance(MINUTE + 1);
    expect(await directory.find("brand-new")).toMatchObject({ kind: "found" });
    await clock.advance(59 * MINUTE);
    await directory.find("team-1");
    expect(lists()).toBe(2);
    await clock.advance(2 * MINUTE);
    await directory.find("team-1");
    expect(lists()).toBe(3);
  });

  test("tells several of one name apart, and suggests what is nearly called so", async () => {
    const { directory } = setUp(await open(), [
      accountOf(1, { name: "web" }),
      accountOf(2, { name: "Web" }),
      accountOf(3),
    ]);
    expect(await directory.find("WEB")).toEqual({
      kind: "several",
      accounts: [
        { id: idOf(1), name: "web" },
        { id: idOf(2), name: "Web" },
      ],
    });
    expect(await directory.find("taem-3")).toEqual({
      kind: "none",
      nearest: [{ id: idOf(3), name: "team-3" }],
    });
    expect(await directory.isKnown("web")).toBe(true);
    expect(await directory.isKnown("taem-3")).toBe(false);
    expect(await directory.search(" 0000-0000-0003 ", 9)).toEqual([{ id: idOf(3), name: "team-3" }]);
  });

  test("searches by a canonical id, and by an address only where that is whole", async () => {
    const db = await open();
    const { directory, take } = setUp(db, [accountOf(1, { email: "zz@yy.example" }), accountOf(2)]);
    await take();
    const id = "0a".repeat(32);
    const learnt = { method: "own list", trust: "certain", learntAt: new Date(0) } as const;
    await saveCanonicalId(db, { ...learnt, id, accountId: idOf(2) });
    expect(await directory.search(` ${id} `, 9)).toEqual([{ id: idOf(2), name: "team-2" }]);
    expect(await directory.search(" ZZ@yy.example ", 9)).toEqual([{ id: idOf(1), name: "team-1" }]);
    for (const part of ["zz", "zz@", "zz@yy.exampl", "yy.example"])
      expect(await directory.search(part, 9)).toEqual([]);
  });

  test("describes an account as AWS does now, else as it was, and keeps that for ten minutes for look-ups", async () => {
    const { directory, organization, clock } = setUp(await open());
    expect(await directory.describe(idOf(1), "A1")).toEqual(accountOf(1));
    organization.accounts = [accountOf(1, { name: "renamed" })];
    expect(await directory.find("0000-0000-0001")).toMatchObject({ account: { name: "team-1" } });
    await clock.advance(10 * MINUTE + 1);
    expect(await directory.find(idOf(1))).toMatchObject({ account: { name: "renamed" } });
    organization.refusal = refused;
    expect(await directory.describe(idOf(1), "A2")).toMatchObject({ name: "renamed" });
    await expect(directory.describe(idOf(2), "A2")).rejects.toThrow(AccountSourceError);
    organization.refusal = undefined;
    expect(await directory.describe(idOf(2), "A2")).toBeUndefined();
  });

  describe("an account that may be listed but not described", () => {
    test("is what the list says, by the path of its unit only", async () => {
      const { directory, organization } = setUp(await open(), [accountOf(1)]);
      organization.source.describeAccount = () =>
        Promise.reject(new AccountSourceError({ ...refused, call: "organizations:DescribeAccount" }));
      expect(await directory.describe(idOf(1), "A1")).toEqual(accountOf(1));
      expect(await directory.find(idOf(1))).toMatchObject({ kind: "found" });
    });
  });
});
