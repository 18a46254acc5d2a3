import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { startQueue } from "../../src/jobs/queue.ts";
import { startHealth } from "../../src/operations/health.ts";
import { startMetrics } from "../../src/operations/metrics.ts";
import type { Database } from "../../src/store/database.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { type Exposition, parseExposition, valueIn } from "../support/exposition.ts";
import { createManualClock, type ManualClock } from "../support/manual-clock.ts";

const log = pino({ level: "silent" });

/** The paths of one app, with metrics on the same port or on one of their own. */
async function start(clock: ManualClock, port?: number) {
  const health = await startHealth({ port: 0, expected: ["database", "slack"], log });
  onTestFinished(health.close);
  const metrics = await startMetrics({ clock, log, health, port });
  onTestFinished(metrics.close);
  const scrape = async (): Promise<Exposition> => {
    const response = await fetch(`http://127.0.0.1:${metrics.port}/metrics`);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    return parseExposition(await response.text());
  };
  return { health, metrics, scrape };
}

/** One of everything that is counted, and beside it what is not. */
async function fill(db: Database, now: Date): Promise<void> {
  await db.exec(`
    insert into audits (scope, scope_key, state, requested_by, requested_at, finished_at) values
      ('{"kind":"organization"}', 'organization', 'finished', 'U1', now(), '2026-11-23T08:00:00Z'),
      ('{"kind":"organization"}', 'organization', 'finished', 'U1', now(), '2026-11-23T07:00:00Z'),
      ('{"kind":"organization"}', 'organization', 'interrupted', 'U1', now(), '2026-11-23T08:30:00Z'),
      ('{"kind":"account"}', 'account 1', 'running', 'U1', now(), null);
    insert into posture_days (subject, day, accounts, failures, in_scope, read, at) values
      ('organization', '2026-11-22', '{}', '{}', 9, 9, now()), ('organization', '2026-11-23', '{}', '{}', 40, 38, now());
    insert into findings (subject, check_id, version, severity, rank, failure, fingerprint, first_seen, last_seen,
        observed_at, state, life, opened_at)
      select subject, 'root-mfa', 1, 'critical', 1, '{}', '{}', now(), now(), now(), state, '{}', now()
        from (values ('1', 'open'), ('2', 'accepted'), ('3', 'resolved')) as given(subject, state);
    insert into milestones (name, at) values ('upkeep', '2026-11-23T03:00:00Z');`);
  const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  await db.query(
    `insert into audits (scope, scope_key, state, requested_by, requested_at)
     values ('{"kind":"account"}', 'account 2', 'queued', 'U1', $1), ('{"kind":"account"}', 'account 3', 'queued', 'U1', $2)`,
    [secondsAgo(85), secondsAgo(5)],
  );
  await db.query(
    `insert into watches (channel, scope, scope_key, cron, time_zone, created_by, created_at, next_at, paused_at, judged_audit)
     values ('C1', '{}', '', '', '', 'U1', $1, $1, null, 0), ('C2', '{}', '', '', '', 'U1', $1, $2, $1, 0)`,
    [secondsAgo(15), secondsAgo(900)],
  );
  await db.query(
    `with digest as (
       insert into digests (channel, scope, cron, time_zone, content, silent_when_green, max_age_hours, created_by,
           created_at, next_at)
       values ('C1', '{}', '', '', 'changes', false, 1, 'U1', $1, $2) returning id)
     insert into digest_slots (digest_id, at, state, is_extra, left_to_do)
     select id, $1, 'due', false, 'post' from digest union all select id, $3, 'posted', false, null from digest`,
    [secondsAgo(45), secondsAgo(-3600), secondsAgo(7200)],
  );
  await db.query(
    `with raised as (insert into alerts (key, at, cause) values ('a', $1, '{}') returning id)
     insert into alert_deliveries (alert_id, destination, next_try_at, confirmed_at, given_up_at)
     select id, destination, $1, confirmed_at, given_up_at from raised, (values
       ('C1', null, null), ('C2', $1::timestamptz, null), ('webhook', null, $1::timestamptz))
       as given(destination, confirmed_at, given_up_at)`,
    [secondsAgo(585)],
  );
}

/** What that comes to a quarter of a minute later. */
const FILLED: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
  ["rootcheck_last_complete_audit_timestamp_seconds", {}, Date.UTC(2026, 10, 23, 8) / 1000],
  ["rootcheck_accounts", { coverage: "read" }, 38],
  ["rootcheck_accounts", { coverage: "unread" }, 2],
  ["rootcheck_findings_open", { severity: "critical" }, 2],
  ["rootcheck_findings_open", { severity: "high" }, 0],
  ["rootcheck_audits_running", {}, 1],
  ["rootcheck_work_waiting", { kind: "audit" }, 2],
  ["rootcheck_work_waiting", { kind: "digest" }, 1],
  ["rootcheck_work_waiting", { kind: "alert" }, 1],
  ["rootcheck_work_oldest_age_seconds", { kind: "audit" }, 100],
  ["rootcheck_work_oldest_age_seconds", { kind: "digest" }, 60],
  ["rootcheck_work_oldest_age_seconds", { kind: "alert" }, 600],
  ["rootcheck_jobs_waiting", { job: "count-me" }, 1],
  ["rootcheck_schedule_lag_seconds", { kind: "watch" }, 30],
  ["rootcheck_schedule_lag_seconds", { kind: "digest" }, 0],
  ["rootcheck_alerts_given_up", {}, 1],
  ["rootcheck_audit_log_entries", {}, 0],
  ["rootcheck_last_upkeep_timestamp_seconds", {}, Date.UTC(2026, 10, 23, 3) / 1000],
];

const attempt = { service: "iam", operation: "GetAccountSummary", seconds: 0.2 };

test("what happens is counted; what could come and has not is nought", async () => {
  const clock = createManualClock();
  const { health, metrics, scrape } = await start(clock);
  const { activity } = metrics;
  activity.auditClosed({ state: "finished", scopeKind: "unit", seconds: 42 });
  activity.accountRead("complete");
  activity.accountRead("denied-by-scp");
  activity.awsAttempted([
    { ...attempt, outcome: "throttled" },
    { ...attempt, outcome: "throttled" },
    { ...attempt, outcome: "answered", seconds: 0.7 },
  ]);
  activity.slackCalled({ method: "chat.postMessage", outcome: "answered" });
  activity.digestSettled("quiet");
  activity.deliveries.arrived("command");
  activity.deliveries.acknowledged("command", 0.004);
  health.require("database", () => true);

  const told = await scrape();
  const action = "iam:GetAccountSummary";
  const method = "chat.postMessage";
  const expected: readonly (readonly [string, Record<string, string>, number])[] = [
    ["rootcheck_audits_total", { outcome: "finished", scope: "unit" }, 1],
    ["rootcheck_audits_total", { outcome: "interrupted", scope: "organization" }, 0],
    ["rootcheck_audit_duration_seconds_sum", { scope: "unit" }, 42],
    ["rootcheck_account_readings_total", { outcome: "complete" }, 1],
    ["rootcheck_account_readings_total", { outcome: "denied-by-scp" }, 1],
    ["rootcheck_account_readings_total", { outcome: "throttled" }, 0],
    ["rootcheck_aws_requests_total", { action, outcome: "throttled" }, 2],
    ["rootcheck_aws_requests_total", { action, outcome: "answered" }, 1],
    ["rootcheck_aws_requests_total", { action, outcome: "failed" }, 0],
    ["rootcheck_aws_request_duration_seconds_bucket", { service: "iam", le: "0.5" }, 2],
    ["rootcheck_aws_request_duration_seconds_bucket", { service: "iam", le: "1" }, 3],
    ["rootcheck_slack_requests_total", { method, outcome: "answered" }, 1],
    ["rootcheck_slack_requests_total", { method, outcome: "rate-limited" }, 0],
    ["rootcheck_slack_deliveries_total", { kind: "command" }, 1],
    ["rootcheck_slack_acknowledgement_duration_seconds_count", { kind: "command" }, 1],
    ["rootcheck_digests_total", { outcome: "quiet" }, 1],
    ["rootcheck_digests_total", { outcome: "failed" }, 0],
    ["rootcheck_ready", {}, 0],
    ["rootcheck_slack_up", {}, 0],
    ["rootcheck_build_info", { node: process.version }, 1],
  ];
  for (const [name, labels, value] of expected) expect(valueIn(told, name, labels), name).toBe(value);
  expect(valueIn(told, "process_resident_memory_bytes")).toBeGreaterThan(1e7);
  expect(valueIn(told, "process_cpu_seconds_total")).toBeGreaterThan(0);

  health.require("slack", () => true);
  expect(valueIn(await scrape(), "rootcheck_ready")).toBe(1);

  health.require("slack", () => new Promise(() => {}));
  const late = scrape();
  await clock.timerSet((length) => length === 3_000);
  await clock.advance(3_000);
  expect(valueIn(await late, "rootcheck_ready")).toBe(0);
});

test("what hangs does not make something else look down", async () => {
  const clock = createManualClock();
  const { health, scrape } = await start(clock);
  health.require("database", () => new Promise(() => {}));
  health.require("slack", () => true);
  const late = scrape();
  await clock.timerSet((length) => length === 3_000);
  await clock.advance(3_000);
  const told = await late;
  expect(valueIn(told, "rootcheck_ready")).toBe(0);
  expect(valueIn(told, "rootcheck_slack_up")).toBe(1);
});

test("on a port of their own they are nowhere else, and a taken one is named", async () => {
  const { health, metrics, scrape } = await start(createManualClock(), 0);
  expect(metrics.port).not.toBe(health.port);
  expect(valueIn(await scrape(), "rootcheck_ready")).toBe(0);
  expect((await fetch(`http://127.0.0.1:${health.port}/metrics`)).status).toBe(404);
  await expect(start(createManualClock(), metrics.port)).rejects.toThrow(
    `ROOTCHECK_METRICS_PORT ${metrics.port} cannot be listened on`,
  );
});

describeEachDatabase("what is counted in the database", (open) => {
  test("is of the whole, is remembered for a quarter of a minute, and is left out while it is down", async () => {
    const clock = createManualClock();
    const { metrics, scrape } = await start(clock);
    expect(valueIn(await scrape(), "rootcheck_database_up")).toBe(0);

    const db = await open();
    const queue = await startQueue({ db, clock, log });
    await queue.work({ name: "count-me", concurrency: 1, handle: async () => {} });
    await queue.stop();
    metrics.measure(db, ".");
    const empty = await scrape();
    expect(valueIn(empty, "rootcheck_database_up")).toBe(1);
    expect(valueIn(empty, "rootcheck_database_round_trip_seconds")).toBeGreaterThan(0);
    expect(valueIn(empty, "rootcheck_data_folder_free_bytes") !== undefined).toBe(db.engine === "pglite");
    const nothing = FILLED.map(([name, labels]) => valueIn(empty, name, labels));
    expect(new Set(nothing)).toEqual(new Set([undefined, 0])); // what never was, and of what there is none

    await fill(db, clock.now());
    await db.query("insert into pgboss.job (name, created_on) values ('count-me', $1)", [clock.now()]);
    await clock.advance(14_999);
    expect(valueIn(await scrape(), "rootcheck_work_waiting", { kind: "audit" })).toBe(0);
    await clock.advance(1);
    const [full] = await Promise.all([scrape(), scrape()]);
    expect(FILLED.map(([name, labels]) => [name, labels, valueIn(full, name, labels)])).toEqual(FILLED);

    const waited = ["rootcheck_jobs_oldest_age_seconds", { job: "count-me" }] as const;
    expect(valueIn(full, ...waited)).toBe(15);
    await db.query("insert into pgboss.job (name, state) values ('count-me', 'active')");
    await clock.advance(15_000);
    const worked = await scrape();
    expect(valueIn(worked, "rootcheck_jobs_waiting", { job: "count-me" })).toBe(1);
    expect(valueIn(worked, ...waited)).toBe(0);

    const stuck = Promise.withResolvers<never>();
    metrics.measure({ ...db, query: () => stuck.promise }, ".");
    const late = scrape();
    await clock.timerSet((length) => length === 3_000);
    await clock.advance(3_000);
    const down = await late;
    expect(valueIn(down, "rootcheck_database_up")).toBe(0);
    expect(FILLED.map(([name, labels]) => valueIn(down, name, labels))).toEqual(FILLED.map(() => undefined));
  });
});
