import { pino } from "pino";
import { expect, test } from "vitest";
import { createAuditTeller } from "../../src/audit/teller.ts";
import { addListener, listUntoldAudits } from "../../src/store/audit-audience.ts";
import type { Lease } from "../../src/store/audit-leases.ts";
import { closeAudit } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { setFollowed } from "../../src/store/followed-audits.ts";
import { createSlack } from "../support/audit-messenger.ts";
import { idOf, startedAudit } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const inThreeSeconds = (milliseconds: number) => milliseconds === 3_000;

async function setUp(db: Database, audits = 1) {
  const clock = createManualClock();
  const slack = createSlack();
  const asked: string[] = [];
  const unfit = new Set<string>();
  const teller = createAuditTeller({
    ...{ db, clock, messenger: slack.messenger, log: pino({ level: "silent" }) },
    fitnessOf: async (channel) => {
      asked.push(channel);
      return unfit.has(channel) ? { isFit: false, why: "shared", isPassing: false } : { isFit: true };
    },
  });
  const leases = [];
  for (let number = 1; number <= audits; number += 1) {
    const scope = { kind: "account", accountId: idOf(number) } as const;
    const lease = await startedAudit(db, { scope, from: clock.now() });
    await addListener(db, { auditId: lease.auditId, userId: "U1", place: `C${number}` });
    leases.push(lease);
  }
  const shows = async (count: number) => {
    while (slack.shown.length < count) await new Promise((resolve) => setImmediate(resolve));
    expect(slack.shown).toHaveLength(count);
  };
  return { ...slack, clock, teller, leases, shows, asked, unfit };
}

/** Ends an audit, and has the findings follow. */
async function end(db: Database, lease: Lease, at: Date): Promise<void> {
  await closeAudit(db, lease, { state: "finished", at });
  await setFollowed(db, lease.auditId, at);
}

describeEachDatabase("the teller of audits", (open) => {
  test("gathers progress for three seconds, and tells the standing of that moment", async () => {
    const { teller, clock, shows, messages } = await setUp(await open());
    teller.announce(1);
    await shows(1);
    for (let time = 0; time < 5; time += 1) teller.progress(1);
    await clock.advance(2_999);
    await shows(1);
    await clock.advance(1);
    await shows(2);
    await clock.advance(60_000);
    await shows(2);
    expect(messages).toHaveLength(1);
  });

  test("drops the progress that was only announced once the end is told", async () => {
    const db = await open();
    const { teller, clock, shows, leases, messages } = await setUp(db);
    await teller.tell(1);
    teller.progress(1);
    await clock.timerSet(inThreeSeconds);
    for (const lease of leases) await end(db, lease, clock.now());
    await teller.tell(1);
    await clock.advance(3_000);
    await shows(2);
    expect(messages).toMatchObject([{ state: "finished" }]);
  });

  test("shows progress 40 times a minute at most over all audits, and every end", async () => {
    const db = await open();
    const { teller, clock, shown, shows, leases } = await setUp(db, 5);
    const tellAll = () => Promise.all(leases.map(({ auditId }) => teller.tell(auditId)));
    await tellAll();
    await shows(5);
    for (let time = 0; time < 10; time += 1) {
      await clock.advance(3_000);
      await tellAll();
    }
    await shows(45);
    for (const lease of leases) await end(db, lease, clock.now());
    await tellAll();
    await shows(50);
    expect(shown.slice(45).map(({ audit }) => audit.state)).toEqual(
      Array.from({ length: 5 }, () => "finished"),
    );
    expect(await listUntoldAudits(db)).toEqual([]);
  });

  test("has room for progress again a minute later", async () => {
    const { teller, clock, shows } = await setUp(await open());
    for (let time = 0; time < 45; time += 1) await teller.tell(1);
    await shows(41);
    await clock.advance(60_000);
    await teller.tell(1);
    await shows(42);
  });

  test("asks who reads a channel every ten seconds at most for progress, and anew for the end", async () => {
    const db = await open();
    const { teller, clock, asked, unfit, leases, messages, moved } = await setUp(db);
    await teller.tell(1);
    expect(asked).toEqual([]);
    for (let time = 0; time < 10; time += 1) await teller.tell(1);
    expect(asked).toHaveLength(1);
    await clock.advance(10_000);
    await teller.tell(1);
    expect(asked).toHaveLength(2);
    unfit.add("C1");
    for (const lease of leases) await end(db, lease, clock.now());
    await teller.tell(1);
    expect(messages.map(({ place, state }) => `${place} ${state}`)).toEqual(["C1 running", "U1 finished"]);
    expect(moved).toEqual([{ userId: "U1", auditId: 1, channel: "C1", why: "shared" }]);
  });

  test("tells again after trouble", async () => {
    const { teller, coming, clock, shows } = await setUp(await open());
    await teller.tell(1);
    coming.push("throws");
    teller.progress(1);
    await clock.timerSet(inThreeSeconds);
    await clock.advance(3_000);
    while (coming.length > 0) await new Promise((resolve) => setImmediate(resolve));
    await teller.tell(1);
    await shows(2);
  });
});
