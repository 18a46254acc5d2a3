import { pino } from "pino";
import { z } from "zod";
import { verifyStoredLog } from "../../src/audit-log/verify-log.ts";
import { systemClock } from "../../src/clock.ts";
import type { ChainReport } from "../../src/domain/chain-check.ts";
import type { Channel, Message, WireEntry } from "../../src/local-slack/control.ts";
import type { Database } from "../../src/store/database.ts";
import { openDatabase } from "../../src/store/open.ts";
import type { Call } from "../support/pager.ts";
import { LOG_KEY } from "./house-settings.ts";
import type { Asked, Stage } from "./stage.ts";

const verdict = z.object({
  check: z.string(),
  status: z.enum(["pass", "fail", "not_applicable", "unknown"]),
  severity: z.string().optional(),
  reason: z.object({ code: z.string(), text: z.string() }).optional(),
});
/** What is stored of one answer. */
export type Verdict = z.output<typeof verdict>;

const at = z.date().nullable();
const tables = {
  audits: {
    sql: "select id, state, scope_key, followed_at, lease_owner from audits order by id",
    row: z.object({
      id: z.int(),
      state: z.string(),
      scope_key: z.string(),
      followed_at: at,
      lease_owner: z.string().nullable(),
    }),
  },
  untold: {
    sql: "select audit_id, user_id from audit_audience where told_at is null",
    row: z.object({ audit_id: z.int(), user_id: z.string() }),
  },
  reads: {
    sql: "select audit_id, account_id as subject, results from account_reads",
    row: z.object({ audit_id: z.int(), subject: z.string(), results: z.array(verdict) }),
  },
  organizationReads: {
    sql: "select audit_id, results from organization_reads",
    row: z.object({ audit_id: z.int(), results: z.array(verdict) }),
  },
  findings: {
    sql: "select id, subject, check_id, state, version from findings order by id",
    row: z.object({
      id: z.int(),
      subject: z.string(),
      check_id: z.string(),
      state: z.string(),
      version: z.int(),
    }),
  },
  events: {
    sql: "select finding_id, version, actor, what->>'kind' as kind from finding_events where actor is not null",
    row: z.object({ finding_id: z.int(), version: z.int(), actor: z.string(), kind: z.string() }),
  },
  entries: {
    sql: "select subject, actor, details::jsonb->>'decision' as kind from audit_log where action = 'decision'",
    row: z.object({ subject: z.string(), actor: z.string(), kind: z.string().nullable() }),
  },
  stale: {
    sql: `select shown.channel, shown.ts, shown.finding_id from shown_findings shown
      join findings on findings.id = shown.finding_id
      where shown.version < findings.version and shown.refused_at is null`,
    row: z.object({ channel: z.string(), ts: z.string(), finding_id: z.int() }),
  },
  slots: {
    sql: "select digest_id, at, state, channel, ts, left_to_do, worker from digest_slots order by at",
    row: z.object({
      digest_id: z.int(),
      at: z.date(),
      state: z.string(),
      channel: z.string().nullable(),
      ts: z.string().nullable(),
      left_to_do: z.string().nullable(),
      worker: z.string().nullable(),
    }),
  },
  sending: {
    sql: "select key from posts where state = 'sending'",
    row: z.object({ key: z.string() }),
  },
  deliveries: {
    sql: `select alert_id, destination, confirmed_at, channel, ts,
        (select subject from findings where findings.id = (cause->>'findingId')::integer) as subject
      from alert_deliveries join alerts on alerts.id = alert_id`,
    row: z.object({
      alert_id: z.int(),
      destination: z.string(),
      confirmed_at: at,
      channel: z.string().nullable(),
      ts: z.string().nullable(),
      subject: z.string().nullable(),
    }),
  },
  queued: {
    sql: "select name, count(*)::integer as jobs from pgboss.job where state < 'completed' group by name",
    row: z.object({ name: z.string(), jobs: z.int() }),
  },
} as const;

type Tables = {
  readonly [Name in keyof typeof tables]: readonly z.output<(typeof tables)[Name]["row"]>[];
};

/** Everything that the outside and the database say once a trial is over and all is calm. */
export interface Evidence extends Tables, Pick<Stage, "truth" | "way" | "broken"> {
  readonly asked: readonly Asked[];
  readonly chain: ChainReport;
  /** As anybody in the workspace can see them, the app's own alone. */
  readonly messages: readonly Message[];
  readonly channels: readonly Channel[];
  readonly wire: readonly WireEntry[];
  readonly pages: readonly Call[];
  /** The reasons for which the app ended, where it did and nobody had killed it. */
  readonly ended: readonly string[];
  /** What was printed or shown that nobody was to read. */
  readonly leaks: readonly string[];
  /** How many processes were killed: each may have left one message in the middle of being sent. */
  readonly kills: number;
  /** How many more timers and connections there are in the end than there were in the beginning. */
  readonly growth: number;
}

type Inside = Tables & Pick<Evidence, "chain">;

/** What the database says. */
async function readTables(db: Database, key: string): Promise<Inside> {
  const read = async <Name extends keyof typeof tables>(name: Name) => {
    const { sql, row } = tables[name];
    return z.array<z.ZodType>(row).parse(await db.query(sql)) as Tables[Name];
  };
  return {
    audits: await read("audits"),
    untold: await read("untold"),
    reads: await read("reads"),
    organizationReads: await read("organizationReads"),
    findings: await read("findings"),
    events: await read("events"),
    entries: await read("entries"),
    stale: await read("stale"),
    slots: await read("slots"),
    sending: await read("sending"),
    deliveries: await read("deliveries"),
    queued: await read("queued"),
    chain: await verifyStoredLog(db, { key }),
  };
}

/** The same of the database that settings lead to, which nobody else may have open where it is embedded. */
export async function readDatabase({
  DATABASE_URL,
  ROOTCHECK_DATA_DIR = "",
}: Readonly<Record<string, string>>): Promise<Inside> {
  const db = await openDatabase({
    ...(DATABASE_URL !== undefined && { databaseUrl: DATABASE_URL }),
    ...{ dataDirectory: ROOTCHECK_DATA_DIR, log: pino({ level: "silent" }), clock: systemClock },
  });
  try {
    return await readTables(db, LOG_KEY);
  } finally {
    await db.close();
  }
}

/** What can be seen in Slack, by all who are there together. */
export async function lookAround({
  slack,
}: Pick<Stage, "slack">): Promise<Pick<Evidence, "messages" | "channels" | "wire">> {
  const { people, bot } = await slack.state("U01OLIVIA00");
  const snapshots = await Promise.all(people.map(({ id }) => slack.state(id)));
  const messages = new Map(
    snapshots.flatMap((snapshot) =>
      snapshot.messages
        .filter((message) => message.user === bot.userId)
        .map((message) => [`${message.channel} ${message.ts}`, message] as const),
    ),
  );
  const channels = new Map(
    snapshots.flatMap((snapshot) => snapshot.channels.map((each) => [each.id, each] as const)),
  );
  return { messages: [...messages.values()], channels: [...channels.values()], wire: await slack.wire() };
}
