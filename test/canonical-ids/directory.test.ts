import { expect, test } from "vitest";
import { readDirectory } from "../../src/canonical-ids/directory.ts";
import { ACCOUNTS_LISTED, saveAccounts } from "../../src/store/accounts.ts";
import { saveCanonicalId, saveSightings } from "../../src/store/canonical-ids.ts";
import { advanceMilestone } from "../../src/store/milestones.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { OTHER, OWN, THIRD } from "../support/canonical-readings.ts";
import { describeEachDatabase } from "../support/databases.ts";

const sure = { method: "own list", trust: "certain", learntAt: at(1) } as const;
const [staying, leaving, own] = [idOf(1), idOf(2), idOf(9)];
const left = { accountId: leaving, accountName: accountOf(2).name, id: OTHER, isOutside: true };

describeEachDatabase("the directory of canonical ids", (open) => {
  test("counts accounts that left the organization as strangers, and names them", async () => {
    const db = await open();
    await saveAccounts(db, [accountOf(1), accountOf(2)], { seenAt: at(0), described: true });
    await saveCanonicalId(db, { ...sure, accountId: staying, id: OWN });
    await saveCanonicalId(db, { ...sure, accountId: leaving, id: OTHER });
    // The app's own account is met before anything is known of it.
    await saveCanonicalId(db, { ...sure, accountId: own, id: THIRD });
    const parties = [OWN, OTHER, THIRD].map((party) => ({ party, role: "grantee", times: 1 }) as const);
    const sighting = {
      bucket: "uploads",
      accountId: staying,
      roles: ["grantee"],
      parties,
      at: at(2),
    } as const;
    await db.transaction((tx) => saveSightings(tx, sighting));
    const whole = await readDirectory({ db });
    expect(whole).toMatchObject({ accounts: { total: 3 }, foreign: { entries: [], total: 0 }, known: [] });
    expect(whole.accounts.entries.filter(({ isOutside }) => isOutside)).toEqual([]);

    await saveAccounts(db, [accountOf(1), accountOf(9)], { seenAt: at(5), described: false });
    await advanceMilestone(db, ACCOUNTS_LISTED, at(5));
    const { accounts, foreign, known } = await readDirectory({ db });
    expect(accounts.entries.filter(({ isOutside }) => isOutside)).toMatchObject([left]);
    expect(foreign).toMatchObject({ entries: [{ party: OTHER }], total: 1 });
    expect(known).toMatchObject([left]);
  });

  test("takes nobody for a stranger whose id is a present account's too", async () => {
    const db = await open();
    await saveAccounts(db, [accountOf(2)], { seenAt: at(0), described: true });
    await saveAccounts(db, [accountOf(1)], { seenAt: at(5), described: false });
    await advanceMilestone(db, ACCOUNTS_LISTED, at(5));
    for (const accountId of [staying, leaving]) await saveCanonicalId(db, { ...sure, accountId, id: OTHER });
    const parties = [{ party: OTHER, role: "grantee", times: 1 }] as const;
    const sighting = {
      bucket: "uploads",
      accountId: staying,
      roles: ["grantee"],
      parties,
      at: at(6),
    } as const;
    await db.transaction((tx) => saveSightings(tx, sighting));
    expect((await readDirectory({ db })).foreign).toEqual({ entries: [], total: 0 });
  });
});
