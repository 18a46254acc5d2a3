import { z } from "zod";
import type { Alert, AlertCause } from "../domain/watch.ts";
import { lostAccount } from "./alert-causes.ts";
import type { Queryable, Transaction } from "./database.ts";
import { scope } from "./scope-shape.ts";

const cause: z.ZodType<AlertCause> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("finding"), findingId: z.int(), version: z.int() }),
  z.object({
    kind: z.literal("coverage"),
    auditId: z.int(),
    scope: scope.exactOptional(),
    lost: z.int(),
    accounts: z.array(lostAccount),
  }),
  z.object({ kind: z.literal("audit"), auditId: z.int(), trouble: z.string() }),
]);

const row = z.object({ id: z.int(), at: z.date(), cause });

/** The destination that stands for the webhook; all others are channels. */
export const WEBHOOK = "webhook";

/** Something to alert of: once under its key, wherever it is to go. */
export interface NewAlert {
  readonly key: string;
  readonly cause: AlertCause;
  /** Channels, and {@link WEBHOOK}; none where it is only noted as known. */
  readonly destinations: readonly string[];
}

/** Keeps others from looking for what to alert of, and from changing what is watched, until the transaction ends. */
export async function lockAlerts(tx: Transaction): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('rootcheck alerts', 0))");
}

/** Stores what has not been alerted of yet, to be delivered from now on; answers how many that was. */
export async function saveAlerts(tx: Transaction, alerts: readonly NewAlert[], at: Date): Promise<number> {
  if (alerts.length === 0) return 0;
  const rows = await tx.query<{ id: number; key: string }>(
    `insert into alerts (key, at, cause) select key, $2::timestamptz, cause
       from jsonb_to_recordset($1::jsonb) as given(key text, cause jsonb)
     on conflict (key) do nothing returning id, key`,
    [JSON.stringify(alerts.map(({ key, cause: why }) => ({ key, cause: why }))), at],
  );
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  const deliveries = alerts.flatMap(({ key, destinations }) => {
    const id = ids.get(key);
    return id === undefined ? [] : destinations.map((destination) => ({ id, destination }));
  });
  await tx.query(
    `insert into alert_deliveries (alert_id, destination, next_try_at)
     select id, destination, $2::timestamptz from jsonb_to_recordset($1::jsonb) as given(id integer, destination text)`,
    [JSON.stringify(deliveries), at],
  );
  return rows.length;
}

/** A delivery that somebody has taken on. */
export interface ClaimedDelivery {
  readonly alert: Alert;
  /** How often it was tried, this time included. */
  readonly tries: number;
}

/** Where something waits to be delivered now. */
export async function listDueDestinations(db: Queryable, now: Date): Promise<readonly string[]> {
  const rows = await db.query<{ destination: string }>(
    `select destination from alert_deliveries
      where confirmed_at is null and given_up_at is null and next_try_at <= $1
      group by destination order by min(next_try_at), destination`,
    [now],
  );
  return rows.map(({ destination }) => destination);
}

/**
 * Takes on what waits to be delivered to one destination, the oldest first. Nobody else does until `until`; after that
 * everybody may, since whoever took it on has died.
 */
export async function claimDeliveries(
  db: Queryable,
  destination: string,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<readonly ClaimedDelivery[]> {
  const rows = await db.query<{ tries: number }>(
    `with claimed as (
       update alert_deliveries set tries = tries + 1, next_try_at = $3
        where destination = $1 and alert_id in (
          select alert_id from alert_deliveries
           where destination = $1 and confirmed_at is null and given_up_at is null and next_try_at <= $2
           order by alert_id limit $4 for update skip locked)
       returning alert_id, tries)
     select id, at, cause, tries from claimed join alerts on id = alert_id order by id`,
    [destination, now, until, limit],
  );
  const alerts = row.array().parse(rows);
  return alerts.map((alert, index) => ({ alert, tries: rows[index]?.tries ?? 1 }));
}

/** Notes that something has arrived; in Slack, where. */
export async function confirmDeliveries(
  db: Queryable,
  { alertIds, destination }: { readonly alertIds: readonly number[]; readonly destination: string },
  arrived: { readonly at: Date; readonly channel?: string; readonly ts?: string },
): Promise<void> {
  await db.query(
    `update alert_deliveries set confirmed_at = $3, channel = $4, ts = $5
      where alert_id = any($1::integer[]) and destination = $2`,
    [alertIds, destination, arrived.at, arrived.channel ?? null, arrived.ts ?? null],
  );
}

/** Has deliveries that were not confirmed tried again, each at its time. */
export async function postponeDeliveries(
  db: Queryable,
  destination: string,
  postponed: readonly { readonly alertId: number; readonly until: Date }[],
): Promise<void> {
  await db.query(
    `update alert_deliveries set next_try_at = given.until
       from unnest($2::integer[], $3::timestamptz[]) as given(alert_id, until)
      where alert_deliveries.alert_id = given.alert_id and destination = $1 and confirmed_at is null`,
    [destination, postponed.map(({ alertId }) => alertId), postponed.map(({ until }) => until)],
  );
}

/** A delivery that was given up. */
export interface LostDelivery {
  readonly alertId: number;
  readonly destination: string;
  readonly tries: number;
}

/** Gives up what was raised before a time and is still not confirmed. */
export async function giveUpDeliveries(
  db: Queryable,
  { raisedBefore, now }: { readonly raisedBefore: Date; readonly now: Date },
): Promise<readonly LostDelivery[]> {
  return db.query<LostDelivery>(
    `update alert_deliveries set given_up_at = $2 from alerts
      where id = alert_id and confirmed_at is null and given_up_at is null and alerts.at <= $1
     returning alert_id as "alertId", destination, tries`,
    [raisedBefore, now],
  );
}

/** What a message alerts of, the oldest first. */
export async function listAlertsIn(
  db: Queryable,
  { channel, ts }: { readonly channel: string; readonly ts: string },
): Promise<readonly Alert[]> {
  const rows = await db.query(
    `select id, at, cause from alerts
      where id in (select alert_id from alert_deliveries where channel = $1 and ts = $2) order by id`,
    [channel, ts],
  );
  return row.array().parse(rows);
}

/** What was raised before a time and has neither arrived nor been given up, by where it is to go. */
export async function countUnconfirmedAlerts(
  db: Queryable,
  raisedBefore: Date,
): Promise<readonly { readonly destination: string; readonly count: number }[]> {
  return db.query(
    `select destination, count(*)::int as count from alert_deliveries join alerts on id = alert_id
      where confirmed_at is null and given_up_at is null and alerts.at < $1
      group by destination order by destination`,
    [raisedBefore],
  );
}
