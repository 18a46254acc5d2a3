import { z } from "zod";
import { type FindingState, findingStates } from "../domain/finding.ts";
import { NEEDING } from "../domain/finding-life.ts";
import type { Queryable } from "./database.ts";
import type { SlotKey } from "./digest-slots.ts";
import { isAbout, type Subjects, WORST_FIRST } from "./scoped-findings.ts";

/** How a finding stood at one moment, as far as that can be told as a change. */
export interface Stand {
  readonly state: FindingState;
  readonly isOverdue: boolean;
}

/** A finding by where it comes among those that differ, the worst first. */
export interface Ranked {
  readonly id: number;
  readonly position: number;
}

/** Findings that have come from the same stand to the same other. */
export interface Shift {
  /** Absent where it was not remembered: it was new, or over. */
  readonly before?: Stand;
  readonly now: Stand;
  /** Whether it has been opened again since, or ever where it was not remembered. */
  readonly isBack: boolean;
  readonly total: number;
  /** The first of them, worst first. */
  readonly first: readonly Ranked[];
}

const row = z
  .object({
    before_state: z.enum(findingStates).nullable(),
    before_overdue: z.boolean().nullable(),
    state: z.enum(findingStates),
    overdue: z.boolean(),
    is_back: z.boolean(),
    total: z.int(),
    ids: z.array(z.int()),
    positions: z.array(z.int()),
  })
  .transform(
    (found): Shift => ({
      ...(found.before_state !== null && {
        before: { state: found.before_state, isOverdue: found.before_overdue ?? false },
      }),
      now: { state: found.state, isOverdue: found.overdue },
      isBack: found.is_back,
      total: found.total,
      first: found.ids.map((id, index) => ({ id, position: found.positions[index] ?? 0 })),
    }),
  );

/** So many of each shift are named. */
const NAMED = 10;

const ENDED = "state in ('resolved', 'closed')";

/** What a slot is to remember, and against which slot of the same digest it is compared. */
export interface Remembering {
  readonly slot: SlotKey;
  /** Absent where nothing was told before. */
  readonly since: Date | undefined;
  readonly subjects: Subjects;
  readonly now: Date;
}

/**
 * Remembers the findings that are not over as they stand for a slot, in the place of what it remembered before, and
 * answers how they differ from what another slot remembers, if one is given: in one look at the table, so that nothing falls between.
 */
export async function remember(
  db: Queryable,
  { slot, since, subjects, now }: Remembering,
): Promise<readonly Shift[]> {
  await forget(db, slot);
  const rows = await db.query(
    `with earlier as materialized (
       select * from digest_memory where digest_id = $1 and at = $3),
     present as materialized (
       select id, state, rank, check_id, opened_at, (life->>'reopened')::int as reopened,
              coalesce(due_at < $4, false) and state = any($6::text[]) as overdue
         from findings
        where (not ${ENDED} and ${isAbout("$5")}) or (${ENDED} and id in (select finding_id from earlier))),
     remembered as (
       insert into digest_memory (digest_id, at, finding_id, state, reopened, is_overdue)
       select $1, $2, id, state, reopened, overdue from present where not ${ENDED}),
     shifted as (
       select id, earlier.state as before_state, earlier.is_overdue as before_overdue, present.state, overdue,
              present.reopened > coalesce(earlier.reopened, 0) as is_back,
              (row_number() over (order by ${WORST_FIRST}))::int as position
         from present left join earlier on earlier.finding_id = present.id
        where $3::timestamptz is not null and (earlier.state, earlier.reopened, earlier.is_overdue)
              is distinct from (present.state, present.reopened, overdue))
     select before_state, before_overdue, state, overdue, is_back, count(*)::int as total,
            (array_agg(id order by position))[1:${NAMED}] as ids,
            (array_agg(position order by position))[1:${NAMED}] as positions
       from shifted group by before_state, before_overdue, state, overdue, is_back`,
    [slot.digestId, slot.at, since, now, subjects, NEEDING],
  );
  return row.array().parse(rows);
}

/** Forgets what a slot was to remember, since it was not told. */
export async function forget(db: Queryable, { digestId, at }: SlotKey): Promise<void> {
  await db.query("delete from digest_memory where digest_id = $1 and at = $2", [digestId, at]);
}

/** Forgets what a digest's other slots remember, but for those that are being told. */
export async function forgetOthers(db: Queryable, { digestId, at }: SlotKey): Promise<void> {
  await db.query(
    `delete from digest_memory memory where digest_id = $1 and at <> $2 and not exists (
       select 1 from digest_slots slot
        where slot.digest_id = $1 and slot.at = memory.at and slot.left_to_do = 'post')`,
    [digestId, at],
  );
}
