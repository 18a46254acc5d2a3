import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import type { AuditTeller } from "../../src/audit/teller.ts";
import { startSweep } from "../../src/jobs/sweep.ts";
import { addListener } from "../../src/store/audit-audience.ts";
import { insertOrJoinAudit } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { setFollowed } from "../../src/store/followed-audits.ts";
import { at, auditOf, idOf, organization } from "../support/audits.ts";
import { createBell } from "../support/bell.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const SWEEP = 5_000;

/** Two audits that nobody was told of, one that the findings have not followed, and one that nobody works on. */
async function setUp(db: Database) {
  for (const number of [1, 2, 3]) {
    const { id } = await auditOf(db, [], { scope: { kind: "account", accountId: idOf(number) } });
    await addListener(db, { auditId: id, userId: "U1", place: "C1" });
    if (number < 3) await setFollowed(db, id, at(1));
  }
  await insertOrJoinAudit(db, { scope: organization, requestedBy: "U1", at: at(0) });
  const clock = createManualClock(at(0));
  const { queue, rung, bell } = createBell();
  const told: number[] = [];
  const teller: AuditTeller = {
    announce: () => undefined,
    progress: () => undefined,
    tell: async (auditId) => {
      told.push(auditId);
      if (auditId === 1) throw new Error("Slack is gone");
    },
  };
  const until = async (list: readonly unknown[], count: number) => {
    while (list.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  const start = () => {
    const stop = startSweep({ db, queue, teller, clock, log: pino({ level: "silent" }) });
    onTestFinished(stop);
    return stop;
  };
  return { clock, rung, bell, told, until, start };
}

describeEachDatabase("the sweep", (open) => {
  test("rings at the start and every five seconds for what nobody works on, and tells what nobody was told", async () => {
    const { clock, rung, told, until, start } = await setUp(await open());
    const stop = start();
    await until(told, 2);
    expect(rung).toEqual(["audit 4", "audit 3"]);
    expect(told.toSorted()).toEqual([1, 2]);
    while (told.length < 4) await clock.advance(SWEEP); // a sweep that is under way lets the next one pass
    expect(rung).toEqual(["audit 4", "audit 3", "audit 4", "audit 3"]);
    await stop();
    await clock.advance(SWEEP);
    expect(rung).toHaveLength(4);
  });

  test("tells although the queue cannot be rung", async () => {
    const { bell, told, until, start, rung } = await setUp(await open());
    bell.fails = true;
    start();
    await until(told, 2);
    expect(rung).toEqual([]);
  });
});
