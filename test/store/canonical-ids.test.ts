import { expect, test } from "vitest";
import type { ForeignParty, Sighting } from "../../src/domain/canonical-id.ts";
import { findAccountsByWords, saveAccounts } from "../../src/store/accounts.ts";
import {
  findBucketOwner,
  findCanonicalId,
  findCanonicalIds,
  findForeignParty,
  listCanonicalIds,
  listForeignParties,
  saveBucketNames,
  saveCanonicalId,
  saveSightings,
} from "../../src/store/canonical-ids.ts";
import type { Database } from "../../src/store/database.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { OTHER, OWN, THIRD } from "../support/canonical-readings.ts";
import { describeEachDatabase } from "../support/databases.ts";

const certain = {
  accountId: idOf(1),
  id: OWN,
  method: "own list",
  trust: "certain",
  learntAt: at(1),
} as const;
const likely = {
  ...certain,
  id: OTHER,
  method: "objects elsewhere",
  trust: "likely",
  learntAt: at(2),
} as const;
const sighting: Sighting = {
  bucket: "uploads",
  accountId: idOf(1),
  roles: ["bucket owner", "grantee", "object owner"],
  parties: [
    { party: OWN, role: "bucket owner", times: 1 },
    { party: OTHER, role: "grantee", times: 1 },
    { party: OTHER, role: "object owner", times: 5 },
  ],
  at: at(3),
};

function see(db: Database, given: Partial<Sighting> = {}): Promise<void> {
  return db.transaction((tx) => saveSightings(tx, { ...sighting, ...given }));
}

const other: ForeignParty = {
  party: OTHER,
  roles: ["grantee", "object owner"],
  buckets: ["uploads"],
  times: 6,
  seenAt: at(3),
};

describeEachDatabase("canonical ids", (open) => {
  test("are known both ways, what is certain before what is likely", async () => {
    const db = await open();
    await saveAccounts(db, [accountOf(1)], { seenAt: at(0), described: true });
    const named = { accountName: accountOf(1).name };
    await saveCanonicalId(db, likely);
    expect(await findCanonicalId(db, idOf(1))).toEqual({ ...likely, ...named });
    await saveCanonicalId(db, certain);
    await saveCanonicalId(db, likely);
    expect(await findCanonicalId(db, idOf(1))).toEqual({ ...certain, ...named });
    expect(await findCanonicalIds(db, [OWN, OTHER])).toEqual([{ ...certain, ...named }]);
    expect(await findCanonicalId(db, idOf(2))).toBeUndefined();
    await saveCanonicalId(db, { ...likely, accountId: idOf(2) });
    expect(await listCanonicalIds(db, 1)).toEqual({ entries: [{ ...certain, ...named }], total: 2 });
    expect(await findAccountsByWords(db, OWN.toUpperCase())).toEqual([
      { id: idOf(1), ...{ name: named.accountName } },
    ]);
  });

  test("that are certain of one account are no longer likely of another", async () => {
    const db = await open();
    await saveCanonicalId(db, { ...likely, id: OWN, accountId: idOf(2) });
    await saveCanonicalId(db, certain);
    expect(await findCanonicalIds(db, [OWN])).toEqual([certain]);
  });

  test("go with buckets that are known by their names, however many", async () => {
    const db = await open();
    await see(db, { region: "eu-west-1" });
    const names = Array.from({ length: 2_500 }, (_, index) => `bucket-${index}`);
    await saveBucketNames(db, { accountId: idOf(2), names: [...names, "uploads", "bucket-1"], at: at(4) });
    expect(await findBucketOwner(db, "bucket-2499")).toEqual({ accountId: idOf(2), seenAt: at(4) });
    expect(await findBucketOwner(db, "uploads")).toEqual({ accountId: idOf(2), seenAt: at(4) });
  });

  test("are counted where they were met, and a bucket that is read again is counted anew", async () => {
    const db = await open();
    await see(db);
    expect(await findBucketOwner(db, "uploads")).toEqual({ accountId: idOf(1), seenAt: at(3) });
    expect(await findBucketOwner(db, "downloads")).toBeUndefined();
    expect(await findForeignParty(db, OTHER)).toEqual(other);
    expect(await findForeignParty(db, OWN)).toBeUndefined();
    await see(db, { roles: ["object owner"], parties: [{ party: THIRD, role: "object owner", times: 2 }] });
    await see(db, { bucket: "archive" });
    expect(await findForeignParty(db, OTHER)).toEqual({
      ...other,
      buckets: ["archive", "uploads"],
      times: 7,
    });
    expect(await listForeignParties(db, 1)).toMatchObject({ entries: [{ party: OTHER }], total: 2 });
    await saveCanonicalId(db, { ...certain, id: OTHER });
    expect(await listForeignParties(db, 9)).toMatchObject({
      entries: [{ party: THIRD, times: 2 }],
      total: 1,
    });
  });
});
