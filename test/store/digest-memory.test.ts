import fc from "fast-check";
import { expect, test } from "vitest";
import { daysAfter } from "../../src/domain/finding-policy.ts";
import { remember } from "../../src/store/digest-memory.ts";
import { insertDigest } from "../../src/store/digests.ts";
import { lockFinding } from "../../src/store/findings.ts";
import { insertDueSlot } from "../../src/store/new-digest-slots.ts";
import { findWorkLeft } from "../../src/store/scoped-findings.ts";
import { at, idOf, pass } from "../support/audits.ts";
import { describeEachDatabase, describePostgres, freshDatabaseUrl, open } from "../support/databases.ts";
import { daily } from "../support/digests.ts";
import { failing, findingsBench, people } from "../support/findings.ts";

const CHECKS = ["root-mfa", "root-email", "root-unused"] as const;

const anyDeed = fc.record({
  account: fc.integer({ min: 1, max: 4 }),
  check: fc.constantFrom(...CHECKS),
  what: fc.constantFrom("fails", "changes", "passes", "is snoozed", "is taken on"),
});

describeEachDatabase("what a digest remembers", (open) => {
  test("differs from itself in nothing, and from later by what has happened in its scope, each finding once", async () => {
    const db = await open();
    const bench = await findingsBench(db);
    const digestId = await insertDigest(db, { ...daily, createdBy: "U1", createdAt: at(0), nextAt: at(0) });
    const subjects = [idOf(1), idOf(2)];
    let slots = 0;
    let changes = 0;
    const next = async (since: Date | undefined, scope: readonly string[] | undefined) => {
      slots += 1;
      const slot = { digestId, at: at(slots) };
      await insertDueSlot(db, slot);
      const shifts = await remember(db, { slot, since, subjects: scope, now: bench.clock.now() });
      return { at: slot.at, shifts };
    };

    async function act({ account, check, what }: { account: number; check: string; what: string }) {
      changes += 1;
      const id = idOf(account);
      if (what === "fails") return bench.answer(failing(check), id);
      if (what === "changes") return bench.answer(failing(check, { fingerprint: { n: `${changes}` } }), id);
      if (what === "passes") return bench.answer(pass(check), id);
      const rows = await db.query<{ id: number }>(
        "select id from findings where subject = $1 and check_id = $2",
        [id, check],
      );
      const [found] = rows;
      if (!found) return;
      const decision =
        what === "is snoozed"
          ? ({ kind: "snooze", until: bench.days(1) } as const)
          : ({ kind: "acknowledge" } as const);
      await bench.decide(people.ann, decision, { findingId: found.id });
    }

    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { maxLength: 6 }), async (deeds) => {
        const all = await next(undefined, undefined);
        const some = await next(undefined, subjects);
        expect([...all.shifts, ...some.shifts]).toEqual([]);
        expect((await next(all.at, undefined)).shifts).toEqual([]);
        expect((await next(some.at, subjects)).shifts).toEqual([]);
        await bench.clock.advance(60_000);
        for (const deed of deeds) await act(deed);
        const { shifts } = await next(all.at, undefined);
        const inScope = (await next(some.at, subjects)).shifts;
        const ids = shifts.flatMap(({ first }) => first.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(
          expect.arrayContaining(inScope.flatMap(({ first }) => first.map(({ id }) => id))),
        );
        const touched = new Set(deeds.map(({ account, check }) => `${account} ${check}`));
        expect(ids.length).toBeLessThanOrEqual(touched.size);
      }),
      { numRuns: 10 },
    );
  });

  test("is about accounts where it is not about all, and the organization's own findings are in no account", async () => {
    const db = await open();
    const bench = await findingsBench(db);
    await bench.answer(failing("root-mfa", { severity: "critical" }), idOf(1));
    await bench.answer(failing("root-mfa"), idOf(2));
    await bench.answer(failing("org-root-deny-scp", { severity: "medium" }), "organization");
    const moment = { now: daysAfter(bench.clock.now(), 2), expiringBefore: bench.clock.now() };
    expect(await findWorkLeft(db, undefined, moment)).toMatchObject({
      ...{ open: { critical: 1, high: 1, medium: 1 }, overdue: 1 },
      ...{ worst: { total: 3, findingIds: [1, 2, 3] }, expiring: { total: 0 } },
    });
    expect(await findWorkLeft(db, [idOf(2)], moment)).toMatchObject({
      ...{ open: { critical: 0, high: 1, medium: 0 }, overdue: 0, worst: { total: 1, findingIds: [2] } },
    });
  });
});

describePostgres("remembering", () => {
  test("keeps nobody from a finding meanwhile", async () => {
    const db = await open({ databaseUrl: await freshDatabaseUrl() });
    const bench = await findingsBench(db);
    await bench.answer(failing("root-mfa"));
    const remembered = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const remembering = db.transaction(async (tx) => {
      const slot = { digestId: 1, at: at(0) };
      await remember(tx, { slot, since: undefined, subjects: undefined, now: at(0) });
      remembered.resolve();
      await locked.promise;
    });
    await remembered.promise;
    try {
      await db.transaction(async (tx) => {
        await tx.exec("set local lock_timeout = '1s'");
        expect(await lockFinding(tx, 1)).toMatchObject({ id: 1 });
      });
    } finally {
      locked.resolve();
      await remembering;
    }
  });
});
