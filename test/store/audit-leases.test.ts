import { expect, test } from "vitest";
import { claimAudit, releaseAllLeases, releaseLease, renewLease } from "../../src/store/audit-leases.ts";
import {
  closeAudit,
  findAudit,
  insertOrJoinAudit,
  listUnclaimedAudits,
  requestCancel,
} from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { at, auditOf, idOf, organization, save } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const term = (seconds: number) => ({ now: at(seconds), until: at(seconds + 15) });
const found = { id: idOf(1), results: [] };

async function queued(db: Database): Promise<number> {
  return (await insertOrJoinAudit(db, { scope: organization, requestedBy: "U1", at: at(0) })).id;
}

async function claimed(db: Database, owner = "one") {
  const lease = { auditId: await queued(db), owner };
  await claimAudit(db, lease, term(0));
  return lease;
}

describeEachDatabase("the claim on an audit", (open) => {
  test("goes to one of several workers", async () => {
    const db = await open();
    const auditId = await queued(db);
    const owners = ["one", "two", "three", "four"];
    const claims = await Promise.all(owners.map((owner) => claimAudit(db, { auditId, owner }, term(0))));
    expect(claims.filter(Boolean)).toEqual([{ attempts: 1, startedAt: at(0), scopeKind: "organization" }]);
  });

  test("is lost by a silent worker, and what that still writes is refused", async () => {
    const db = await open();
    const first = await claimed(db, "first");
    const second = { ...first, owner: "second" };
    expect(await claimAudit(db, second, term(14))).toBeUndefined();
    expect(await claimAudit(db, second, term(15))).toMatchObject({ attempts: 2, startedAt: at(0) });
    expect(await save(db, first, found, at(1))).toBe(false);
    expect(await renewLease(db, first, at(60))).toEqual({ held: false, cancelled: false });
    expect(await closeAudit(db, first, { state: "finished", at: at(20) })).toBe(false);
    await releaseLease(db, first);
    expect(await save(db, second, found, at(16))).toBe(true);
    expect(await closeAudit(db, second, { state: "finished", at: at(20) })).toBe(true);
    expect(await save(db, second, found, at(21))).toBe(false);
  });

  test("holds while it is renewed, tells of a wish to cancel, and is free at once when released", async () => {
    const db = await open();
    const lease = await claimed(db);
    expect(await renewLease(db, lease, at(40))).toEqual({ held: true, cancelled: false });
    await requestCancel(db, lease.auditId, "U2", at(1));
    expect(await renewLease(db, lease, at(40))).toEqual({ held: true, cancelled: true });
    expect(await listUnclaimedAudits(db, at(39))).toEqual([]);
    await releaseLease(db, lease);
    expect(await listUnclaimedAudits(db, at(1))).toEqual([lease.auditId]);
    expect(await claimAudit(db, { ...lease, owner: "next" }, term(2))).toMatchObject({
      attempts: 1,
      startedAt: at(0),
    });
  });

  test("is nobody's, and not to be had, once the audit is over, even if its worker died in that moment", async () => {
    const db = await open();
    const { id: auditId } = await auditOf(db, []);
    expect(await db.query("select lease_owner from audits")).toEqual([{ lease_owner: null }]);
    expect(await claimAudit(db, { auditId, owner: "late" }, term(60))).toBeUndefined();
  });

  test("of every process that is gone is given back at once, with its attempts counted on", async () => {
    const db = await open();
    const over = await auditOf(db, []);
    const lease = await claimed(db, "killed");
    await releaseAllLeases(db);
    expect(await listUnclaimedAudits(db, at(1))).toEqual([lease.auditId]);
    expect(await save(db, lease, found, at(1))).toBe(false);
    expect(await claimAudit(db, { ...lease, owner: "next" }, term(1))).toMatchObject({
      attempts: 2,
      startedAt: at(0),
    });
    expect(await findAudit(db, lease.auditId)).toMatchObject({ state: "running", startedAt: at(0) });
    expect(await findAudit(db, over.id)).toEqual(over);
  });
});
