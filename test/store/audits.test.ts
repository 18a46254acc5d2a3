import { expect, test } from "vitest";
import type { Scope } from "../../src/domain/audit.ts";
import {
  AUDIT_OVER,
  closeAudit,
  findAccountIdsInScope,
  findAudit,
  findGoing,
  findLatestFinished,
  insertOrJoinAudit,
  listUnclaimedAudits,
  requestCancel,
  setAccountsInScope,
} from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import {
  at,
  auditOf,
  fail,
  idOf,
  organization,
  pass,
  save,
  startedAudit,
  unknown,
} from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const unit: Scope = { kind: "unit", unitId: "ou-e1x4-pay00000", path: "Prod / Payments" };
const account: Scope = { kind: "account", accountId: idOf(1) };

function ask(db: Database, scope: Scope) {
  return insertOrJoinAudit(db, { scope, requestedBy: "U1", at: at(0) });
}

describeEachDatabase("audits", (open) => {
  test("of one scope are one at a time, which a second asker joins; other scopes have their own", async () => {
    const db = await open();
    const ids = new Set<number>();
    for (const scope of [organization, unit, account, { ...account, accountId: idOf(2) }]) {
      const asked = await Promise.all([ask(db, scope), ask(db, scope), ask(db, scope)]);
      expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
      expect(asked.filter(({ joined }) => !joined)).toHaveLength(1);
      for (const { id } of asked) ids.add(id);
      expect((await findGoing(db, scope))?.scope).toEqual(scope);
    }
    expect(ids.size).toBe(4);
  });

  test("of a unit are one, whatever it is called by then", async () => {
    const db = await open();
    const { id } = await ask(db, unit);
    expect(await ask(db, { ...unit, path: "Prod / Money" })).toEqual({ id, joined: true });
    expect((await findAudit(db, id))?.scope).toEqual(unit);
  });

  test("can be had of the same scope anew after their end", async () => {
    const db = await open();
    const first = await auditOf(db, [], { scope: organization });
    expect(await findGoing(db, organization)).toBeUndefined();
    expect(first).toEqual({
      id: first.id,
      scope: organization,
      state: "finished",
      requestedBy: "U1",
      requestedAt: at(0),
      startedAt: at(0),
      finishedAt: at(10),
      accountsInScope: 0,
      accountsDone: 0,
      accountsFailing: 0,
    });
    expect(await ask(db, organization)).toMatchObject({ joined: false });
    expect(await findAudit(db, 999)).toBeUndefined();
  });

  test("that finished last in a scope are the latest; stopped ones and those going do not count", async () => {
    const db = await open();
    expect(await findLatestFinished(db, organization)).toBeUndefined();
    const first = await auditOf(db, [], { from: at(0) });
    const second = await auditOf(db, [], { from: at(100) });
    await auditOf(db, [], { from: at(200), state: "cancelled" });
    await auditOf(db, [], { from: at(300), state: "interrupted" });
    await auditOf(db, [], { from: at(400), scope: unit });
    const going = await startedAudit(db, { from: at(500) });
    expect(await findLatestFinished(db, organization)).toEqual(second);
    expect(await findLatestFinished(db, organization, going.auditId)).toEqual(second);
    expect(await findLatestFinished(db, organization, second.id)).toEqual(first);
    expect(await findLatestFinished(db, organization, first.id)).toBeUndefined();
    expect(await findGoing(db, organization)).toMatchObject({ id: going.auditId, state: "running" });
  });

  test("are closed once, with what stopped them, and their end is notified", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    const told = Promise.withResolvers<string>();
    await db.listen(AUDIT_OVER, told.resolve);
    const end = { state: "interrupted", at: at(5), trouble: "AWS refused" } as const;
    const ends = await Promise.all([1, 2, 3].map(() => closeAudit(db, lease, end)));
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect(await told.promise).toBe(String(lease.auditId));
    const closed = await findAudit(db, lease.auditId);
    expect(closed).toMatchObject({ state: "interrupted", finishedAt: at(5), trouble: "AWS refused" });
    expect(closed).not.toHaveProperty("accountsInScope");
    expect(closed).not.toHaveProperty("cancelledBy");
  });

  test("are cancelled by the first who asks, and not once they are over", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    expect(await requestCancel(db, lease.auditId, "U2", at(1))).toBe(true);
    expect(await requestCancel(db, lease.auditId, "U3", at(2))).toBe(true);
    await closeAudit(db, lease, { state: "cancelled", at: at(3) });
    expect(await findAudit(db, lease.auditId)).toMatchObject({ state: "cancelled", cancelledBy: "U2" });
    expect(await requestCancel(db, lease.auditId, "U4", at(4))).toBe(false);
  });

  test("keep the accounts that they were begun with, and take none from a worker without a claim", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    expect(await findAccountIdsInScope(db, lease.auditId)).toBeUndefined();
    expect(await setAccountsInScope(db, { ...lease, owner: "other" }, ["9"])).toEqual([]);
    expect(await findAccountIdsInScope(db, lease.auditId)).toBeUndefined();
    expect(await setAccountsInScope(db, lease, ["1", "2"])).toEqual(["1", "2"]);
    expect(await setAccountsInScope(db, lease, ["1", "2", "3"])).toEqual(["1", "2"]);
    expect(await findAccountIdsInScope(db, lease.auditId)).toEqual(["1", "2"]);
    expect(await findAudit(db, lease.auditId)).toMatchObject({ accountsInScope: 2, accountsDone: 0 });
  });

  test("count the accounts that are done and those of them that fail", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    await save(db, lease, { id: idOf(1), results: [fail("a"), fail("b")] }, at(1));
    await save(db, lease, { id: idOf(2), results: [pass("a"), unknown("b")] }, at(1));
    await save(db, lease, { id: idOf(3), results: [], active: false }, at(1));
    await save(db, lease, { id: idOf(4), results: [unknown("a")], unread: "throttled" }, at(1));
    expect(await findAudit(db, lease.auditId)).toMatchObject({ accountsDone: 4, accountsFailing: 1 });
    await save(db, lease, { id: idOf(1), results: [pass("a"), pass("b")] }, at(2));
    expect(await findAudit(db, lease.auditId)).toMatchObject({ accountsDone: 4, accountsFailing: 0 });
  });

  test("wait for a worker while nobody has claimed them", async () => {
    const db = await open();
    const { id } = await ask(db, account);
    await startedAudit(db);
    expect(await listUnclaimedAudits(db, at(60))).toEqual([id]);
  });
});
