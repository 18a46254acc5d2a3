import { z } from "zod";
import type { Queryable } from "./database.ts";

/**
 * A message of rootcheck's in Slack, kept under a key that says what it is, so that it is posted once.
 * `sending`: the call is under way. `uncertain`: Slack's answer never came, so it may be there; it is told, not
 * repeated. `refused`: Slack said no.
 */
export interface Post {
  readonly key: string;
  readonly state: "sending" | "posted" | "uncertain" | "refused";
  readonly channel?: string;
  readonly ts?: string;
  /** When the key was reserved, or somebody last said that the call is still under way. */
  readonly at: Date;
}

const row = z
  .object({
    key: z.string(),
    state: z.enum(["sending", "posted", "uncertain", "refused"]),
    channel: z.string().nullable(),
    ts: z.string().nullable(),
    at: z.date(),
  })
  .transform(
    ({ key, state, channel, ts, at }): Post => ({
      key,
      state,
      at,
      ...(channel && { channel }),
      ...(ts && { ts }),
    }),
  );

export async function findPost(db: Queryable, key: string): Promise<Post | undefined> {
  return row
    .array()
    .parse(await db.query("select key, state, channel, ts, at from posts where key = $1", [key]))[0];
}

/** The post that a message came from. */
export async function findPostAt(
  db: Queryable,
  { channel, ts }: { readonly channel: string; readonly ts: string },
): Promise<Post | undefined> {
  const found = await db.query(
    "select key, state, channel, ts, at from posts where channel = $1 and ts = $2 order by key limit 1",
    [channel, ts],
  );
  return row.array().parse(found)[0];
}

/** Reserves the key before the call to Slack; false if somebody has it already. */
export async function beginPost(db: Queryable, key: string, at: Date): Promise<boolean> {
  const rows = await db.query(
    "insert into posts (key, state, at) values ($1, 'sending', $2) on conflict (key) do nothing returning key",
    [key, at],
  );
  return rows.length > 0;
}

/** Says that a long call is still under way. */
export async function touchPost(db: Queryable, key: string, at: Date): Promise<void> {
  await db.query("update posts set at = $2 where key = $1 and state = 'sending'", [key, at]);
}

/** Notes what became of a call to Slack. */
export async function settlePost(
  db: Queryable,
  { key, state, channel, ts }: Omit<Post, "at">,
): Promise<void> {
  await db.query("update posts set state = $2, channel = $3, ts = $4 where key = $1", [
    key,
    state,
    channel ?? null,
    ts ?? null,
  ]);
}

/** Frees a key under which nothing was sent. */
export async function forgetPost(db: Queryable, key: string): Promise<void> {
  await db.query("delete from posts where key = $1 and state = 'sending'", [key]);
}
