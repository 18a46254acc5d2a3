import { expect, test } from "vitest";
import { runAudit } from "../../src/audit/run-audit.ts";
import type { Scope } from "../../src/domain/audit.ts";
import type { UnreadableCode } from "../../src/domain/read.ts";
import { claimAudit } from "../../src/store/audit-leases.ts";
import { findAudit, insertOrJoinAudit, listUnclaimedAudits, requestCancel } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { countAwsCalls } from "../../src/store/past-audits.ts";
import { readFacts } from "../support/account-reader.ts";
import { refused } from "../support/account-source.ts";
import { type AuditEngineOptions, createAuditEngine } from "../support/audit-engine.ts";
import { accountOf, at, idOf, organization } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const never = new AbortController().signal;
const forever = () => new Promise<never>(() => undefined);
const accounts = [1, 2, 3].map((number) => accountOf(number));
const everySecondSecond = (milliseconds: number) => milliseconds === 2_000;

async function setUp(db: Database, options: AuditEngineOptions = {}, scope: Scope = organization) {
  const engine = createAuditEngine(db, { accounts, concurrency: 1, ...options });
  const { id } = await insertOrJoinAudit(db, { scope, requestedBy: "U1", at: at(0) });
  return {
    ...engine,
    id,
    run: (signal: AbortSignal = never) => runAudit(engine.dependencies, id, signal),
    audit: () => findAudit(db, id),
    isFree: async () => (await listUnclaimedAudits(db, at(0))).includes(id),
  };
}

describeEachDatabase("running an audit", (open) => {
  test("reads its accounts and finishes it", async () => {
    const { run, audit, reader } = await setUp(await open());
    await run();
    expect(await audit()).toMatchObject({
      state: "finished",
      startedAt: at(0),
      finishedAt: at(0),
      accountsDone: 3,
    });
    await run();
    expect(reader.requests).toHaveLength(3);
  });

  test("is done by one process; another leaves it alone", async () => {
    const { run, reader, audit } = await setUp(await open());
    await Promise.all([run(), run(), run()]);
    expect(reader.requests).toHaveLength(3);
    expect(await audit()).toMatchObject({ state: "finished", accountsDone: 3 });
  });

  test("ends within two seconds when somebody cancels it, and keeps what was read", async () => {
    const db = await open();
    const begun = Promise.withResolvers<void>();
    const { run, audit, clock, id } = await setUp(db, {
      facts: ({ account }) => {
        if (account.id === idOf(1)) return readFacts();
        begun.resolve();
        return forever();
      },
    });
    const running = run();
    await begun.promise;
    await requestCancel(db, id, "U2", clock.now());
    await clock.timerSet(everySecondSecond);
    await clock.advance(2_000);
    await running;
    expect(await audit()).toMatchObject({ state: "cancelled", cancelledBy: "U2", accountsDone: 1 });
  });

  test("leaves it to another process when this one stops, at once", async () => {
    const stop = new AbortController();
    const { run, audit, isFree } = await setUp(await open(), {
      facts: () => {
        stop.abort(new Error("stopping"));
        return forever();
      },
    });
    await run(stop.signal);
    expect(await audit()).toMatchObject({ state: "running", accountsDone: 0 });
    expect(await isFree()).toBe(true);
  });

  test("counts the calls of AWS that it takes, and goes on counting where it was taken up again", async () => {
    const db = await open();
    const stop = new AbortController();
    const { run, id, reader, audit } = await setUp(db, {
      facts: ({ account }) => {
        if (account.id !== idOf(2) || stop.signal.aborted) return readFacts();
        stop.abort(new Error("stopping"));
        return forever();
      },
    });
    await run(stop.signal);
    const before = await countAwsCalls(db, id);
    await run();
    expect(await audit()).toMatchObject({ state: "finished", accountsDone: 3 });
    expect(before).toBeGreaterThanOrEqual(2);
    expect(await countAwsCalls(db, id)).toBe(reader.requests.length + reader.organizationRequests.length);
  });

  test("leaves it to the process that has taken it over", async () => {
    const db = await open();
    const begun = Promise.withResolvers<void>();
    const { run, audit, clock, id } = await setUp(db, {
      facts: () => {
        begun.resolve();
        return forever();
      },
    });
    const running = run();
    await begun.promise;
    await claimAudit(db, { auditId: id, owner: "another" }, { now: at(11), until: at(99) });
    await clock.advance(2_000);
    await running;
    expect(await audit()).toMatchObject({ state: "running" });
    expect(await listUnclaimedAudits(db, at(98))).toEqual([]);
  });

  test.each<[UnreadableCode, string]>([
    ["access-denied", "interrupted"],
    ["feature-off", "interrupted"],
    ["not-in-partition", "interrupted"],
    ["throttled", "running"],
    ["unreachable", "running"],
  ])("whose accounts cannot be listed (%s) leaves it %s", async (code, state) => {
    const { run, audit, organization: aws, isFree } = await setUp(await open());
    aws.refusal = { ...refused, code };
    if (state === "interrupted") {
      await run();
      expect((await audit())?.trouble).toContain("organizations:ListAccounts");
    } else {
      await expect(run()).rejects.toThrow("organizations:ListAccounts");
      expect(await isFree()).toBe(true);
    }
    expect(await audit()).toMatchObject({ state, accountsDone: 0 });
  });

  test("goes on where it failed for half an hour, then gives up with what was read", async () => {
    const { run, audit, reader, clock } = await setUp(await open(), {
      facts: ({ account }) => {
        if (account.id !== idOf(1)) throw new Error("the reader broke down");
        return readFacts();
      },
    });
    for (let attempt = 1; attempt <= 12; attempt += 1) await expect(run()).rejects.toThrow("broke down");
    await clock.advance(30 * 60_000 - 1);
    await expect(run()).rejects.toThrow("broke down");
    expect(await audit()).toMatchObject({ state: "running", accountsDone: 1 });
    await clock.advance(1);
    await run();
    expect(await audit()).toMatchObject({ state: "interrupted", accountsDone: 1 });
    expect((await audit())?.trouble).toContain("half an hour");
    expect(reader.requests.filter(({ account }) => account.id === idOf(1))).toHaveLength(1);
  });

  test("ends it when ten processes have died over it", async () => {
    const db = await open();
    const { run, audit, reader, id, clock } = await setUp(db);
    for (let died = 0; died < 10; died += 1)
      await claimAudit(db, { auditId: id, owner: `died ${died}` }, { now: at(died), until: at(died) });
    await clock.advance(60_000);
    await run();
    expect(await audit()).toMatchObject({ state: "interrupted", startedAt: at(0) });
    expect((await audit())?.trouble).toContain("10 processes");
    expect(reader.requests).toEqual([]);
  });
});
