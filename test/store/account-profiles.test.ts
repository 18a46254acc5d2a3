import { expect, test } from "vitest";
import { known, type Origin, unread } from "../../src/domain/read.ts";
import type { AccountProfile } from "../../src/domain/root-facts.ts";
import {
  findProfile,
  isProfileStale,
  listStaleProfiles,
  listTags,
  saveProfile,
} from "../../src/store/account-profiles.ts";
import { ACCOUNTS_LISTED, saveAccounts } from "../../src/store/accounts.ts";
import { setMilestone } from "../../src/store/milestones.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const origin: Origin = {
  call: "account:GetContactInformation",
  field: "ContactInformation",
  rung: "own credentials",
  readAt: at(1),
  asOf: at(-5),
  requestId: "req-1",
  given: "{}",
};
const failed = unread({
  code: "throttled",
  call: "account:GetAlternateContact",
  detail: "too fast",
  until: at(99),
  rung: "member role",
});
const complete: AccountProfile = {
  securityContactSet: known(false, { call: "c", field: "f", rung: "root session", readAt: at(2) }),
  primaryContact: known({ hasCompany: true, hasPhone: false }, origin),
  aliases: known([], origin),
  administrators: known([{ kind: "role", name: "admin" }], origin),
};
const partial: AccountProfile = { ...complete, securityContactSet: failed };
const withoutAlias: AccountProfile = { ...complete, aliases: failed };
/** A complete profile counts until its age is 100 seconds, one with a refusal until it is 50, another until it is 10. */
const wantedAt = (seconds: number) => ({
  completeAt: at(seconds - 100),
  refusedAt: at(seconds - 50),
  partialAt: at(seconds - 10),
});

describeEachDatabase("account profiles", (open) => {
  test("come back as they were read, dates and reasons and all; the last one counts", async () => {
    const db = await open();
    expect(await findProfile(db, idOf(1))).toBeUndefined();
    await saveProfile(db, idOf(1), { profile: complete, at: at(0) });
    expect(await findProfile(db, idOf(1))).toEqual(complete);
    await saveProfile(db, idOf(1), { profile: partial, at: at(1) });
    expect(await findProfile(db, idOf(1))).toEqual(partial);
  });

  test("have to be read anew in their time: soon without a contact, less so without an alias, which no check asks for", async () => {
    const db = await open();
    const staleAt = (number: number) =>
      Promise.all([10, 11, 51, 101].map((seconds) => isProfileStale(db, idOf(number), wantedAt(seconds))));
    await saveProfile(db, idOf(2), { profile: complete, at: at(0) });
    await saveProfile(db, idOf(3), { profile: partial, at: at(0) });
    await saveProfile(db, idOf(4), { profile: withoutAlias, at: at(0) });
    expect(await staleAt(1)).toEqual([true, true, true, true]);
    expect(await staleAt(2)).toEqual([false, false, false, true]);
    expect(await staleAt(3)).toEqual([false, true, true, true]);
    expect(await staleAt(4)).toEqual([false, false, true, true]);
    await saveProfile(db, idOf(5), { profile: { ...complete, administrators: failed }, at: at(0) });
    expect(await staleAt(5)).toEqual([false, true, true, true]);
  });

  test.each([
    ["access-denied", 51],
    ["denied-by-scp", 51],
    ["feature-off", 51],
    ["not-in-partition", 51],
    ["throttled", 11],
    ["unreachable", 11],
    ["unexpected-answer", 11],
  ] as const)(
    "that lack administrators as %s have to be read anew from %i seconds on",
    async (code, from) => {
      const db = await open();
      const administrators = unread({ code, call: "iam:ListEntitiesForPolicy", detail: "not allowed" });
      await saveProfile(db, idOf(1), { profile: { ...complete, administrators }, at: at(0) });
      expect(await isProfileStale(db, idOf(1), wantedAt(from - 1))).toBe(false);
      expect(await isProfileStale(db, idOf(1), wantedAt(from))).toBe(true);
      await saveAccounts(db, [accountOf(1)], { seenAt: at(0), described: false });
      expect(await listStaleProfiles(db, wantedAt(from - 1), 1)).toEqual([]);
      expect(await listStaleProfiles(db, wantedAt(from), 1)).toEqual([idOf(1)]);
    },
  );

  test("of a release that did not ask who administers are unread there, and read anew at once", async () => {
    const db = await open();
    await saveProfile(db, idOf(1), { profile: complete, at: at(0) });
    await db.query("update account_profiles set profile = profile - 'administrators'");
    expect(await findProfile(db, idOf(1))).toMatchObject({
      ...complete,
      administrators: { known: false, why: { code: "not-read-yet" } },
    });
    expect(await isProfileStale(db, idOf(1), wantedAt(1))).toBe(true);
  });

  test("that lack tags are not complete where somebody goes by tags, and those whose tags could not be read never are", async () => {
    const db = await open();
    const isStaleAt = (number: number, seconds: number, withTags: boolean) =>
      isProfileStale(db, idOf(number), { ...wantedAt(seconds), withTags });
    await saveProfile(db, idOf(1), { profile: complete, at: at(0) });
    await saveProfile(db, idOf(2), { profile: { ...complete, tags: known({ a: "b" }, origin) }, at: at(0) });
    await saveProfile(db, idOf(3), { profile: { ...complete, tags: failed }, at: at(0) });
    expect(await isStaleAt(1, 11, false)).toBe(false);
    expect(await Promise.all([10, 11].map((seconds) => isStaleAt(1, seconds, true)))).toEqual([false, true]);
    expect(await Promise.all([11, 101].map((seconds) => isStaleAt(2, seconds, true)))).toEqual([false, true]);
    expect(await isStaleAt(3, 11, true)).toBe(true);
    expect(await listTags(db, [1, 2, 3].map(idOf))).toEqual(new Map([[idOf(2), { a: "b" }]]));
    expect(await findProfile(db, idOf(2))).toMatchObject({ tags: { value: { a: "b" } } });
  });

  test("are to be read of active accounts that are still there, those never read first, then the oldest", async () => {
    const db = await open();
    const accounts = [
      accountOf(1),
      accountOf(2),
      accountOf(3, { state: "SUSPENDED" }),
      { id: idOf(4), name: "4", isManagement: false, partition: "aws", ouPath: [] } as const,
      accountOf(5),
      accountOf(6),
    ];
    await saveAccounts(db, [accountOf(7)], { seenAt: at(-1), described: false });
    await saveAccounts(db, accounts, { seenAt: at(0), described: false });
    await setMilestone(db, ACCOUNTS_LISTED, at(0));
    await saveProfile(db, idOf(1), { profile: partial, at: at(20) });
    await saveProfile(db, idOf(2), { profile: complete, at: at(0) });
    await saveProfile(db, idOf(6), { profile: partial, at: at(15) });
    expect(await listStaleProfiles(db, wantedAt(40), 10)).toEqual([idOf(4), idOf(5), idOf(6), idOf(1)]);
    expect(await listStaleProfiles(db, wantedAt(40), 1)).toEqual([idOf(4)]);
    expect(await listStaleProfiles(db, wantedAt(500), 10)).toEqual([4, 5, 2, 6, 1].map(idOf));
  });
});
