import { pino } from "pino";
import { expect, test } from "vitest";
import { createProfiles } from "../../src/audit/profiles.ts";
import { known, type Rung, unread } from "../../src/domain/read.ts";
import type { Administrator } from "../../src/domain/root-facts.ts";
import { saveAccounts } from "../../src/store/accounts.ts";
import type { Database } from "../../src/store/database.ts";
import { createAccountReader, type MemoryReaderAnswers, readProfile } from "../support/account-reader.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock, type ManualClock } from "../support/manual-clock.ts";
import { denied, securityContact } from "../support/root-facts.ts";

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const never = new AbortController().signal;
const partial = readProfile({ securityContactSet: unread({ ...denied, code: "throttled" }) });
const refused = readProfile({ administrators: unread(denied) });

async function setUp(
  db: Database,
  {
    accounts = 1,
    clock = createManualClock(at(0)),
    ...answers
  }: MemoryReaderAnswers & { accounts?: number; clock?: ManualClock } = {},
) {
  const reader = createAccountReader(answers);
  const stored = Array.from({ length: accounts }, (_, index) => accountOf(index + 1));
  await saveAccounts(db, stored, { seenAt: at(0), described: false });
  const log = pino({ level: "silent" });
  return {
    clock,
    reader,
    profiles: createProfiles({ db, reader, clock, log }),
    another: createProfiles({ db, reader, clock, log }),
    tagged: createProfiles({ db, reader, clock, log, withTags: true }),
    asked: () => reader.profileRequests.map(({ account }) => Number(account.id)),
  };
}

describeEachDatabase("an account's profile", (open) => {
  test("is not read yet until it is, and then what was read", async () => {
    const { profiles, reader } = await setUp(await open());
    const before = await profiles.stored(idOf(1));
    for (const read of Object.values(before))
      expect(read).toMatchObject({ known: false, why: { code: "not-read-yet" } });
    const fresh = await profiles.fresh(accountOf(1), "A1", never);
    expect(fresh).toEqual(readProfile());
    expect(await profiles.stored(idOf(1))).toEqual(fresh);
    expect(reader.profileRequests).toEqual([{ account: accountOf(1), purpose: "A1" }]);
  });

  test("is kept for a week if it is whole, for an hour if something failed in passing", async () => {
    const answers = [readProfile(), partial, readProfile({ securityContactSet: securityContact(false) })];
    const { profiles, clock, asked } = await setUp(await open(), {
      profile: () => answers.shift() ?? partial,
    });
    const read = async () => {
      await profiles.fresh(accountOf(1), "A1", never);
      return asked().length;
    };
    expect(await read()).toBe(1);
    await clock.advance(WEEK);
    expect(await read()).toBe(1);
    await clock.advance(1);
    expect(await read()).toBe(2);
    await clock.advance(HOUR);
    expect(await read()).toBe(2);
    await clock.advance(1);
    expect(await read()).toBe(3);
    await clock.advance(2 * HOUR);
    expect(await read()).toBe(3);
    expect(await profiles.stored(idOf(1))).toMatchObject({ securityContactSet: { value: false } });
  });
});

describeEachDatabase("a profile of which something is refused", (open) => {
  test("is completed within a day, or within an hour where somebody asks about the account", async () => {
    const { profiles, clock, asked } = await setUp(await open(), { profile: () => refused });
    await profiles.fresh(accountOf(1), "A1", never);
    await clock.advance(HOUR);
    await profiles.fresh(accountOf(1), "A1", never);
    expect(asked()).toHaveLength(1);
    await clock.advance(1);
    await profiles.fresh(accountOf(1), "A1", never);
    expect(asked()).toHaveLength(2);
    await clock.advance(24 * HOUR);
    expect(await profiles.refreshAll(never)).toBe(0);
    await clock.advance(1);
    expect(await profiles.refreshAll(never)).toBe(1);
  });

  test("keeps the rest for its week, whole again or not", async () => {
    const answers = { granted: false };
    const clock = createManualClock(at(0));
    const origin = { call: "iam:ListEntitiesForPolicy", field: "PolicyRoles", rung: "member role" as Rung };
    const readNow = <T>(value: T) => known(value, { ...origin, readAt: clock.now() });
    const administrators = () => (answers.granted ? readNow<Administrator[]>([]) : unread(denied));
    const { profiles, reader } = await setUp(await open(), {
      clock,
      profile: ({ earlier }) => ({
        securityContactSet: readNow(true),
        primaryContact: readNow({ hasCompany: true, hasPhone: true }),
        aliases: readNow([]),
        administrators: administrators(),
        ...earlier,
      }),
    });
    const keptOfLast = () => Object.keys(reader.profileRequests.at(-1)?.earlier ?? {});
    for (const day of [0, 1, 2, 3]) {
      answers.granted = day === 3;
      expect([day, await profiles.refreshAll(never)]).toEqual([day, 1]);
      expect(keptOfLast()).toEqual(day === 0 ? [] : ["securityContactSet", "primaryContact", "aliases"]);
      await clock.advance(24 * HOUR + 1);
    }
    expect(await profiles.stored(idOf(1))).toMatchObject({ administrators: { value: [] } });
    await clock.advance(3 * 24 * HOUR - 4);
    expect(await profiles.refreshAll(never)).toBe(0);
    await clock.advance(1);
    expect(await profiles.refreshAll(never)).toBe(1);
    expect(keptOfLast()).toEqual(["administrators"]);
    expect(await profiles.refreshAll(never)).toBe(0);
  });
});

describeEachDatabase("a profile that is wanted afresh, or with tags,", (open) => {
  test("is read whatever is stored, and asked for its tags", async () => {
    const { reader, tagged: profiles } = await setUp(await open());
    await profiles.fresh(accountOf(1), "A1", never);
    await profiles.afresh(accountOf(1), "F1", never);
    expect(reader.profileRequests).toEqual([
      { account: accountOf(1), purpose: "A1", withTags: true },
      { account: accountOf(1), purpose: "F1", withTags: true },
    ]);
  });
});

describeEachDatabase("all profiles", (open) => {
  test("are read where missing or old, each once, ten at a time", async () => {
    const tenAtOnce = Promise.withResolvers<void>();
    const { profiles, asked, reader, clock } = await setUp(await open(), {
      accounts: 45,
      profile: async ({ account }) => {
        if (reader.profileRequests.length === 11) tenAtOnce.resolve();
        if (account.id !== idOf(7)) await tenAtOnce.promise;
        return readProfile();
      },
    });
    await profiles.fresh(accountOf(7), "A1", never);
    expect(await profiles.refreshAll(never)).toBe(44);
    expect(asked().toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 45 }, (_, index) => index + 1),
    );
    expect(reader.mostAtOnce()).toBe(10);
    expect(await profiles.refreshAll(never)).toBe(0);
    await clock.advance(WEEK + 1);
    expect(await profiles.refreshAll(never)).toBe(45);
  });

  test("that could not be read whole do not keep the reading going for ever", async () => {
    const { profiles, clock } = await setUp(await open(), { accounts: 3, profile: () => partial });
    expect(await profiles.refreshAll(never)).toBe(3);
    expect(await profiles.refreshAll(never)).toBe(0);
    await clock.advance(HOUR + 1);
    expect(await profiles.refreshAll(never)).toBe(3);
  });

  test("are read by one process at a time, and by another once it died", async () => {
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const { profiles, another, clock, asked } = await setUp(await open(), {
      profile: async () => {
        begun.resolve();
        await goOn.promise;
        return readProfile();
      },
    });
    const first = profiles.refreshAll(never);
    await begun.promise;
    expect(await another.refreshAll(never)).toBe(0);
    await clock.advance(60_000);
    const second = another.refreshAll(never);
    while (asked().length < 2) await new Promise((resolve) => setImmediate(resolve));
    goOn.resolve();
    expect(await first).toBe(1);
    expect(await second).toBe(1);
  });

  test("are left when the process stops or reading breaks down, and to be had by others at once", async () => {
    const stop = new AbortController();
    const trouble = { reading: (): void => stop.abort(new Error("stopping")) };
    const { profiles, another, asked } = await setUp(await open(), {
      accounts: 30,
      profile: () => {
        trouble.reading();
        return readProfile();
      },
    });
    await expect(profiles.refreshAll(stop.signal)).rejects.toThrow("stopping");
    expect(asked().length).toBeLessThanOrEqual(10);
    trouble.reading = () => {
      throw new Error("broke down");
    };
    await expect(another.refreshAll(never)).rejects.toThrow("broke down");
    trouble.reading = () => undefined;
    expect(await another.refreshAll(never)).toBeGreaterThan(0);
    expect(await profiles.stored(idOf(30))).toEqual(readProfile());
  });
});
