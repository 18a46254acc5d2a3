import { pino } from "pino";
import { expect, test } from "vitest";
import { type RequestedAudit, requestAudit } from "../../src/audit/request-audit.ts";
import type { Scope } from "../../src/domain/audit.ts";
import { listListeners } from "../../src/store/audit-audience.ts";
import { claimAudit } from "../../src/store/audit-leases.ts";
import { createLogAppender, listLogEntries } from "../../src/store/audit-log.ts";
import { closeAudit } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { at, idOf, organization } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const MINUTE = 60_000;
const unit: Scope = { kind: "unit", unitId: "ou-e1x4-pay00000", path: "Prod / Payments" };
const account: Scope = { kind: "account", accountId: idOf(1) };

function setUp(db: Database) {
  const clock = createManualClock(at(0));
  const rung: number[] = [];
  const bell = { fails: false };
  const ring = async (auditId: number) => {
    if (bell.fails) throw new Error("the queue is gone");
    rung.push(auditId);
  };
  const appendToLog = createLogAppender({ key: undefined });
  const dependencies = { db, appendToLog, clock, log: pino({ level: "silent" }), ring };

  /** Works on what was started and ends it so at this moment. */
  async function end(requested: RequestedAudit, state: "finished" | "cancelled" | "interrupted") {
    if (requested.kind === "too-soon") throw new Error("nothing was started");
    const lease = { auditId: requested.id, owner: "worker" };
    await claimAudit(db, lease, { now: clock.now(), until: at(9e6) });
    await closeAudit(db, lease, { state, at: clock.now() });
  }

  return {
    clock,
    rung,
    bell,
    end,
    ask: (scope: Scope, requestedBy = "U1", place?: string, askedIn?: string) =>
      requestAudit(dependencies, {
        scope,
        requestedBy,
        ...(place && { place }),
        ...(askedIn && { askedIn }),
      }),
  };
}

describeEachDatabase("asking for an audit", (open) => {
  test("starts one and wakes a worker; whoever asks meanwhile joins it and is told too", async () => {
    const db = await open();
    const { ask, rung } = setUp(db);
    const first = await ask(organization, "U1", "C1");
    const second = await ask(organization, "U2", "U2");
    const lookUp = await ask(organization, "U3", undefined, "C3");
    const other = await ask(account, "U2", "U2", "C1");
    expect(first).toEqual({ kind: "started", id: 1 });
    expect([second, lookUp]).toEqual([
      { kind: "joined", id: 1 },
      { kind: "joined", id: 1 },
    ]);
    expect(other).toMatchObject({ kind: "started" });
    expect(rung.slice(0, 3)).toEqual([1, 1, 1]);
    expect(await listListeners(db, 1)).toEqual([
      { auditId: 1, userId: "U1", place: "C1", isTold: false },
      { auditId: 1, userId: "U2", place: "U2", isTold: false },
    ]);
    const entries = await listLogEntries(db, { after: 0, limit: 10 });
    expect(
      entries.map(({ actor, action, subject, place, details }) => [actor, action, subject, place, details]),
    ).toEqual([
      ["U1", "audit-requested", "A1", "C1", '{"scope":"organization"}'],
      ["U2", "audit-requested", "A1", "U2", '{"joined":true,"scope":"organization"}'],
      ["U3", "audit-requested", "A1", "C3", '{"joined":true,"scope":"organization"}'],
      ["U2", "audit-requested", expect.stringMatching(/^A\d+$/), "C1", `{"account":"${idOf(1)}"}`],
    ]);
  });

  test("loses nothing when the queue cannot be rung", async () => {
    const db = await open();
    const { ask, bell } = setUp(db);
    bell.fails = true;
    expect(await ask(organization, "U1", "C1")).toEqual({ kind: "started", id: 1 });
    expect(await listListeners(db, 1)).toHaveLength(1);
  });

  test("of the organization is too soon until an hour after one was finished, but one going is joined", async () => {
    const db = await open();
    const { ask, end, clock, rung } = setUp(db);
    const first = await ask(organization);
    await clock.advance(50 * MINUTE);
    await end(first, "finished");
    await clock.advance(60 * MINUTE - 1);
    const tooSoon = await ask(organization, "U2", "C1");
    expect(tooSoon).toEqual({
      kind: "too-soon",
      latest: expect.objectContaining({ id: 1, state: "finished", finishedAt: at(50 * 60) }),
      againAt: at(110 * 60),
    });
    expect(rung).toHaveLength(1);
    await clock.advance(1);
    const second = await ask(organization);
    expect(second).toMatchObject({ kind: "started" });
    expect(await ask(organization)).toMatchObject({ kind: "joined" });
    await end(second, "cancelled");
    const third = await ask(organization);
    expect(third).toMatchObject({ kind: "started" });
    await end(third, "interrupted");
    expect(await ask(organization)).toMatchObject({ kind: "started" });
  });

  test("of a unit or an account is never too soon", async () => {
    const { ask, end } = setUp(await open());
    await end(await ask(organization), "finished");
    for (const scope of [unit, account]) {
      await end(await ask(scope), "finished");
      expect(await ask(scope)).toMatchObject({ kind: "started" });
    }
  });
});
