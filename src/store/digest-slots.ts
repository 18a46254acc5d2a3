import { z } from "zod";
import { type DigestReport, type Slot, slotStates } from "../domain/digest.ts";
import type { Queryable } from "./database.ts";
import { report } from "./digest-reports.ts";

/** What remains to be done about a slot: its posting, the files in the thread, or telling its owner of its trouble. */
const leftToDo = ["post", "files", "owner"] as const;

/** A slot with what its workers note for each other. */
export interface SlotWork {
  readonly slot: Slot;
  readonly leftToDo?: (typeof leftToDo)[number];
  /** The audit that its facts are from, or that it waits for. */
  readonly auditId?: number;
  readonly waitsSince?: Date;
  /** What it said, or says if a posting was begun. */
  readonly report?: DigestReport;
  /** Whether the message has its chart in it; absent where the process that posted it was cut short. */
  readonly hasChart?: boolean;
}

const shape = {
  digest_id: z.int(),
  at: z.date(),
  state: z.enum(slotStates),
  is_extra: z.boolean(),
  channel: z.string().nullable(),
  ts: z.string().nullable(),
  settled_at: z.date().nullable(),
  why: z.string().nullable(),
};

function slotOf(found: z.infer<z.ZodObject<typeof shape>>): Slot {
  return {
    digestId: found.digest_id,
    at: found.at,
    state: found.state,
    isExtra: found.is_extra,
    ...(found.channel !== null && { channel: found.channel }),
    ...(found.ts !== null && { ts: found.ts }),
    ...(found.settled_at && { settledAt: found.settled_at }),
    ...(found.why !== null && { why: found.why }),
  };
}

const slotRow = z.object(shape).transform(slotOf);

/** A slot with its work, as a row. */
export const workRow = z
  .object({
    ...shape,
    left_to_do: z.enum(leftToDo).nullable(),
    audit_id: z.int().nullable(),
    waits_since: z.date().nullable(),
    report: report.nullable(),
    has_chart: z.boolean().nullable(),
  })
  .transform(
    (found): SlotWork => ({
      slot: slotOf(found),
      ...(found.left_to_do !== null && { leftToDo: found.left_to_do }),
      ...(found.audit_id !== null && { auditId: found.audit_id }),
      ...(found.waits_since && { waitsSince: found.waits_since }),
      ...(found.report && { report: found.report }),
      ...(found.has_chart !== null && { hasChart: found.has_chart }),
    }),
  );

const SLOT_COLUMNS = "digest_id, at, state, is_extra, channel, ts, settled_at, why";
export const WORK_COLUMNS = `${SLOT_COLUMNS}, left_to_do, audit_id, waits_since, report, has_chart`;

/** Names one slot. */
export type SlotKey = Pick<Slot, "digestId" | "at">;

/** The newest time of each of some digests. */
export async function findNewestSlots(
  db: Queryable,
  digestIds: readonly number[],
): Promise<ReadonlyMap<number, Slot>> {
  const rows = await db.query(
    `select newest.* from unnest($1::integer[]) as given(id) cross join lateral (
       select ${SLOT_COLUMNS} from digest_slots where digest_id = given.id order by at desc limit 1) as newest`,
    [digestIds],
  );
  return new Map(
    slotRow
      .array()
      .parse(rows)
      .map((slot) => [slot.digestId, slot]),
  );
}

/** A digest's times, the oldest first. */
export async function listSlots(db: Queryable, digestId: number): Promise<readonly Slot[]> {
  const rows = await db.query(`select ${SLOT_COLUMNS} from digest_slots where digest_id = $1 order by at`, [
    digestId,
  ]);
  return slotRow.array().parse(rows);
}

/**
 * The slot that was told last, so that nobody need be told again what it said. A digest's times are told in their order,
 * so that this holds where the clock was set back as well.
 */
export async function findLastTold(db: Queryable, digestId: number): Promise<SlotWork | undefined> {
  const rows = await db.query(
    `select ${WORK_COLUMNS} from digest_slots where digest_id = $1 and state in ('posted', 'quiet')
      order by at desc limit 1`,
    [digestId],
  );
  return workRow.array().parse(rows)[0];
}

/** The slot that a message came from. */
export async function findSlotAt(
  db: Queryable,
  { channel, ts }: { readonly channel: string; readonly ts: string },
): Promise<SlotWork | undefined> {
  const rows = await db.query(
    `select ${WORK_COLUMNS} from digest_slots where channel = $1 and ts = $2 order by at desc limit 1`,
    [channel, ts],
  );
  return workRow.array().parse(rows)[0];
}

/** How many times between two were skipped; from the beginning, where the first is not given. */
export async function countSkipped(
  db: Queryable,
  digestId: number,
  { after, before }: { readonly after: Date | undefined; readonly before: Date },
): Promise<number> {
  const [counted] = await db.query<{ count: number }>(
    `select count(*)::int as count from digest_slots
      where digest_id = $1 and state = 'skipped' and at > coalesce($2, '-infinity'::timestamptz) and at < $3`,
    [digestId, after, before],
  );
  return counted?.count ?? 0;
}

/** Whether anything is left to do about any slot: a cheap question, asked every few seconds. */
export async function hasSlotWork(db: Queryable): Promise<boolean> {
  const rows = await db.query("select 1 from digest_slots where left_to_do is not null limit 1");
  return rows.length > 0;
}

/** Whether one of its times is on its way. */
export async function hasDueSlot(db: Queryable, digestId: number): Promise<boolean> {
  const rows = await db.query(
    "select 1 from digest_slots where digest_id = $1 and left_to_do = 'post' limit 1",
    [digestId],
  );
  return rows.length > 0;
}

/** Gives up what digests said before a time, but for what each told last, with which the next posting compares. */
export async function forgetOldReports(db: Queryable, before: Date): Promise<void> {
  await db.query(
    `update digest_slots old set report = null
      where report is not null and left_to_do is null and settled_at < $1 and exists (
        select 1 from digest_slots newer where newer.digest_id = old.digest_id
           and newer.state in ('posted', 'quiet') and newer.at > old.at)`,
    [before],
  );
}

/** How many times that came before one have not been posted yet. */
export async function countOverdueSlots(db: Queryable, before: Date): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `select count(*)::int as count from digest_slots where state = 'due' and left_to_do = 'post' and at < $1`,
    [before],
  );
  return rows[0]?.count ?? 0;
}
