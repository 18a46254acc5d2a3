import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import type { Diagnosis, Verdict } from "../../../src/domain/diagnosis.ts";
import { queueProbe } from "../../../src/jobs/probe.ts";
import { startQueue } from "../../../src/jobs/queue.ts";
import { saveAlerts } from "../../../src/store/alerts.ts";
import { createLogAppender } from "../../../src/store/audit-log.ts";
import { insertOrJoinAudit } from "../../../src/store/audits.ts";
import { startBaselineClock } from "../../../src/store/baseline.ts";
import type { Database } from "../../../src/store/database.ts";
import { insertDigest, pauseDigest } from "../../../src/store/digests.ts";
import { insertDueSlot } from "../../../src/store/new-digest-slots.ts";
import { storeProbes } from "../../../src/store/probes/index.ts";
import { lookAtTables } from "../../../src/store/probes/tables.ts";
import { saveWatch } from "../../../src/store/watches.ts";
import { at, auditOf, organization } from "../../support/audits.ts";
import {
  describeEachDatabase,
  describePostgres,
  freshDatabaseUrl,
  open as openAt,
} from "../../support/databases.ts";
import { daily } from "../../support/digests.ts";
import { administer } from "../../support/postgres-server.ts";

const log = pino({ level: "silent" });

/** What the probes say of a database, by subject, so many seconds after the beginning of the tests' day. */
async function look(
  db: Database,
  { seconds = 0, isSealed = false, skewSeconds = 0 } = {},
): Promise<Readonly<Record<string, Diagnosis>>> {
  const clock = { ...systemClock, now: () => at(seconds) };
  const inside = { db, tables: lookAtTables(db), clock };
  const now = () => new Date(Date.now() + skewSeconds * 1000);
  const probes = [...storeProbes({ ...inside, now, isSealed }), queueProbe(inside)];
  const { signal } = new AbortController();
  const lines = (await Promise.all(probes.map((probe) => probe.look(signal)))).flat();
  for (const { verdict, mend } of lines)
    expect(mend === undefined).toBe(verdict === "good" || verdict === "off");
  return Object.fromEntries(lines.map((line) => [line.subject, line]));
}

function verdictsIn(lines: Readonly<Record<string, Diagnosis>>): Readonly<Record<string, Verdict>> {
  return Object.fromEntries(Object.values(lines).map(({ subject, verdict }) => [subject, verdict]));
}

const AN_HOUR = 3600;
const A_WEEK = 7 * 24 * AN_HOUR;
const audit = { scope: organization, requestedBy: "U1", at: at(0) };
const watch = {
  channel: "C1",
  scope: organization,
  schedule: daily.schedule,
  createdBy: "U1",
  createdAt: at(0),
};
const digest = { ...daily, createdBy: "U1", createdAt: at(0) };

type Change = (db: Database) => Promise<unknown>;

const slot: Change = async (db) => {
  const digestId = await insertDigest(db, { ...digest, nextAt: at(2 * AN_HOUR) });
  await insertDueSlot(db, { digestId, at: at(0) });
};

/** What happens, how much later it is looked at, and the line that changes with the words that it then has. */
const changes: readonly (readonly [string, Change, number, string, Verdict, RegExp])[] = [
  [
    "an audit that ended",
    (db) => auditOf(db, []),
    AN_HOUR,
    "Last complete audit",
    "good",
    /1 hour ago|59 minutes ago/,
  ],
  [
    "no audit for a week",
    (db) => auditOf(db, []),
    A_WEEK + 60,
    "Last complete audit",
    "warning",
    /7 days ago/,
  ],
  [
    "an audit that nobody works on",
    (db) => insertOrJoinAudit(db, audit),
    61,
    "Audits under way",
    "warning",
    /A1 for 1 minute/,
  ],
  [
    "an audit that waits for its turn",
    async (db) => {
      await insertOrJoinAudit(db, audit);
      const scope = { kind: "account", accountId: "111111111111" } as const;
      await insertOrJoinAudit(db, { ...audit, scope });
      await db.query("update audits set state = 'running', lease_until = $1 where id = 2", [at(99)]);
    },
    61,
    "Audits under way",
    "good",
    /All 2/,
  ],
  [
    "an audit that was just asked for",
    (db) => insertOrJoinAudit(db, audit),
    5,
    "Audits under way",
    "good",
    /All 1/,
  ],
  [
    "a watch to come",
    (db) => db.transaction((tx) => saveWatch(tx, { ...watch, nextAt: at(9) })),
    5,
    "Watches",
    "good",
    /1 watch, none late/,
  ],
  [
    "a watch that is late",
    (db) => db.transaction((tx) => saveWatch(tx, { ...watch, nextAt: at(0) })),
    301,
    "Watches",
    "broken",
    /C1 for 5 minutes/,
  ],
  [
    "a digest to come",
    (db) => insertDigest(db, { ...digest, nextAt: at(9) }),
    5,
    "Digests",
    "good",
    /1 digest, none late/,
  ],
  [
    "a digest that is late",
    (db) => insertDigest(db, { ...digest, nextAt: at(0) }),
    301,
    "Digests",
    "broken",
    /D1 for 5 minutes/,
  ],
  ["a posting that is late", slot, 301, "Digests", "warning", /^1 that were due/],
  [
    "reminders",
    (db) => startBaselineClock(db, { at: at(0), by: "U1" }),
    AN_HOUR,
    "Reminders",
    "good",
    /1 hour ago/,
  ],
  [
    "a digest that somebody paused",
    async (db) =>
      pauseDigest(db, await insertDigest(db, { ...digest, nextAt: at(0) }), { at: at(1), by: "U1" }),
    ...([AN_HOUR, "Digests", "good", /1 paused by somebody/] as const),
  ],
  [
    "a digest that had to be paused",
    async (db) =>
      pauseDigest(db, await insertDigest(db, { ...digest, nextAt: at(0) }), { at: at(1), why: "gone" }),
    ...([AN_HOUR, "Digests", "warning", /D1 \(gone\)/] as const),
  ],
  [
    "alerts that do not arrive",
    (db) =>
      db.transaction((tx) =>
        saveAlerts(
          tx,
          [{ key: "k", cause: { kind: "audit", auditId: 1, trouble: "t" }, destinations: ["C1", "webhook"] }],
          at(0),
        ),
      ),
    ...([301, "Alerts", "warning", /1 to C1, 1 to webhook/] as const),
  ],
];

describeEachDatabase("the store's probes", (open) => {
  test("of a new database find all well, and name what there is nothing of yet", async () => {
    const db = await open();
    const lines = await look(db);
    expect(verdictsIn(lines)).toEqual({
      Database: "good",
      Tables: "good",
      ...(db.engine === "postgres" && {
        Connections: "good",
        "Database clock": "good",
        "Database rights": "good",
      }),
      "Audit log": "off",
      "Audits under way": "good",
      "Last complete audit": "off",
      Watches: "off",
      Alerts: "good",
      Digests: "off",
      Reminders: "off",
      Queue: "off",
    });
    expect(lines.Database?.found).toMatch(/PostgreSQL \d+\.\d+.*, answers in \d+ ms\.$/);
    expect(lines.Tables?.found).toMatch(/^All \d+ migrations/);
  });

  test("tell of each thing that happens, when it is looked at so much later", async () => {
    const db = await open();
    for (const [name, change, seconds, subject, verdict, found] of changes) {
      await change(db);
      const { [subject]: line } = await look(db, { seconds });
      expect(line, name).toMatchObject({ verdict, found: expect.stringMatching(found) });
      await db.exec("truncate audits, digests, watches, alerts, baseline_clock restart identity cascade");
    }
  });

  test("tell of the log whether it has a key, and whether its end fits", async () => {
    const db = await open();
    const append = createLogAppender({ key: undefined });
    const entry = { at: at(0), actor: "U1", action: "clock-started", details: {} } as const;
    await db.transaction((tx) => append(tx, [entry]));
    expect((await look(db))["Audit log"]).toMatchObject({
      verdict: "off",
      found: expect.stringMatching(/1 entry and no/),
    });
    expect((await look(db, { isSealed: true }))["Audit log"]).toMatchObject({ verdict: "good" });
    await db.query("update audit_log_head set count = 2");
    expect((await look(db))["Audit log"]).toMatchObject({
      verdict: "broken",
      mend: { text: expect.stringContaining("verify-log") },
    });
  });

  test("do not take it for a change from outside that the log grows while they look", async () => {
    const db = await open();
    const append = createLogAppender({ key: undefined });
    const entry = { at: at(0), actor: "U1", action: "clock-started", details: {} } as const;
    let turn: Promise<unknown> = Promise.resolve();
    const growing: Database = {
      ...db,
      query<Row>(...asked: Parameters<Database["query"]>) {
        const answer = turn.then(() => db.query<Row>(...asked));
        turn = answer.then(() => db.transaction((tx) => append(tx, [entry])));
        return answer;
      },
    };
    expect((await look(growing))["Audit log"]).toMatchObject({ verdict: "off" });
    await turn;
  });

  test("tell of jobs that nobody takes", async () => {
    const db = await open();
    const queue = await startQueue({ db, clock: systemClock, log });
    await queue.work({ name: "doorbell", concurrency: 1, handle: async () => undefined });
    await queue.stop();
    expect((await look(db)).Queue).toMatchObject({ verdict: "good", found: "No jobs wait." });
    await db.query("insert into pgboss.job (name, created_on, start_after) values ('doorbell', $1, $1)", [
      at(0),
    ]);
    expect((await look(db, { seconds: 300 })).Queue).toMatchObject({
      verdict: "good",
      found: "1 job waits.",
    });
    expect((await look(db, { seconds: 301 })).Queue).toMatchObject({
      verdict: "warning",
      found: expect.stringContaining("1 of doorbell"),
    });
  });
});

describePostgres("the store's probes on PostgreSQL", () => {
  test("of a server without tables say that they are to come, and look at nothing in them", async () => {
    const db = await openAt({ databaseUrl: await freshDatabaseUrl("empty") });
    const lines = await look(db, { skewSeconds: 90 });
    expect(lines).toMatchObject({
      Database: { verdict: "good" },
      Tables: { verdict: "off", found: expect.stringMatching(/makes them as it starts/) },
      Queue: { verdict: "off", found: expect.stringMatching(/no tables yet/) },
      Digests: { verdict: "off" },
      "Database clock": { verdict: "warning", found: expect.stringMatching(/9\d s apart/) },
    });
    expect(await db.query("select 1 from pg_class where relname = 'migrations'")).toEqual([]);
  });

  test("tell of a release that is older than the database", async () => {
    const db = await openAt({ databaseUrl: await freshDatabaseUrl() });
    await db.query("insert into migrations (id, checksum, applied_at) values ('9999-later', 'x', $1)", [
      at(0),
    ]);
    const lines = await look(db);
    expect(lines).toMatchObject({
      Tables: { verdict: "broken", found: expect.stringMatching(/9999-later/) },
      Queue: { verdict: "off" },
    });
  });

  test("tell of a server that is not there, and of a password that is wrong, once each", async () => {
    const url = new URL(await freshDatabaseUrl());
    url.username = "nobody";
    const refused = await look(await openAt({ databaseUrl: url.href }));
    expect(refused.Database).toMatchObject({
      verdict: "broken",
      found: expect.stringMatching(/not accepted/),
      mend: { text: expect.stringContaining("psql") },
    });
    const absent = await look(await openAt({ databaseUrl: "postgres://u:p@127.0.0.1:9/d" }));
    expect(absent.Database).toMatchObject({
      verdict: "broken",
      found: expect.stringMatching(/ECONNREFUSED/),
    });
    const broken = (lines: typeof absent) => Object.values(lines).filter(({ verdict }) => verdict !== "off");
    expect([...broken(refused), ...broken(absent)]).toHaveLength(2);
  });

  test("tell of a user who may not make tables, and give the words that let them", async () => {
    const owner = await freshDatabaseUrl();
    const url = new URL(owner);
    const role = `reader_${url.pathname.slice(1)}`;
    await administer(
      owner,
      `create role ${role} login; grant usage on schema pgboss to ${role};
       grant select on all tables in schema public to ${role}; revoke create on schema public from public`,
    );
    onTestFinished(() => administer(owner, `drop owned by ${role}; drop role ${role}`));
    url.username = role;
    const { "Database rights": rights } = await look(await openAt({ databaseUrl: url.href }));
    expect(rights).toMatchObject({
      verdict: "warning",
      mend: { text: expect.stringContaining(`grant create on schema public to ${role};`) },
    });
  });
});
