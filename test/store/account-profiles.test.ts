import { expect, test } from "vitest";
import { known, type Origin, unread } from "../../src/domain/read.ts";
import type { AccountProfile } from "../../src/domain/root-facts.ts";
import {
  findProfile,
  isProfileStale,
  listStaleProfiles,
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
const refused = unread({
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
};
const partial: AccountProfile = { ...complete, securityContactSet: refused };
const withoutAlias: AccountProfile = { ...complete, aliases: refused };
/** A complete profile counts until its age is 100 seconds, another until it is 10. */
const wantedAt = (seconds: number) => ({ completeAt: at(seconds - 100), partialAt: at(seconds - 10) });

describeEachDatabase("account profiles", (open) => {
  test("come back as they were read, dates and reasons and all; the last one counts", async () => {
    const db = await open();
    expect(await findProfile(db, idOf(1))).toBeUndefined();
    await saveProfile(db, idOf(1), { profile: complete, at: at(0) });
    expect(await findProfile(db, idOf(1))).toEqual(complete);
    await saveProfile(db, idOf(1), { profile: partial, at: at(1) });
    expect(await findProfile(db, idOf(1))).toEqual(partial);
  });

  test("have to be read anew in their time: sooner without a contact, but aliases are asked for by no check", async () => {
    const db = await open();
    const staleAt = (number: number) =>
      Promise.all([10, 11, 101].map((seconds) => isProfileStale(db, idOf(number), wantedAt(seconds))));
    await saveProfile(db, idOf(2), { profile: complete, at: at(0) });
    await saveProfile(db, idOf(3), { profile: partial, at: at(0) });
    await saveProfile(db, idOf(4), { profile: withoutAlias, at: at(0) });
    expect(await staleAt(1)).toEqual([true, true, true]);
    expect(await staleAt(2)).toEqual([false, false, true]);
    expect(await staleAt(3)).toEqual([false, true, true]);
    expect(await staleAt(4)).toEqual([false, false, true]);
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
