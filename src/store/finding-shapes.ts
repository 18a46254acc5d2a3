import { z } from "zod";
import { type Finding, type FindingLife, type FindingRecord, findingStates } from "../domain/finding.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import { severities } from "../domain/result.ts";
import { subjectOf } from "../domain/subject.ts";
import { result } from "./account-reads.ts";

const plea = {
  reason: z.string(),
  compensatingControl: z.string().exactOptional(),
  ticket: z.string().exactOptional(),
};

const time = z.coerce.date();

export const lifeShape: z.ZodType<FindingLife> = z.object({
  state: z.enum(findingStates),
  openedAt: time,
  dueAt: time.exactOptional(),
  reopened: z.int(),
  owner: z.object({ id: z.string(), since: time }).exactOptional(),
  until: time.exactOptional(),
  wasSnoozed: z.boolean(),
  exception: z.object({ ...plea, requestedBy: z.string(), approvedBy: z.string(), at: time }).exactOptional(),
  request: z
    .object({
      kind: z.enum(["accept", "explain", "extend"]),
      by: z.string(),
      at: time,
      lapsesAt: time,
      ...plea,
      until: time.exactOptional(),
    })
    .exactOptional(),
  endedAt: time.exactOptional(),
});

const failure = result.refine((found) => found.status === "fail");
const severity = z.enum(severities);
const opening = { severity, isClockRunning: z.boolean() };

const what: z.ZodType<FindingEvent["what"]> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("acknowledge") }),
  z.object({ kind: z.literal("assign"), to: z.string() }),
  z.object({ kind: z.literal("snooze"), until: time }),
  z.object({ kind: z.literal("ask to accept"), until: time, ...plea }),
  z.object({ kind: z.literal("explain"), ...plea }),
  z.object({ kind: z.literal("ask to extend"), until: time, ...plea }),
  z.object({ kind: z.literal("approve") }),
  z.object({ kind: z.literal("decline"), reason: z.string().exactOptional() }),
  z.object({ kind: z.literal("withdraw") }),
  z.object({ kind: z.literal("reopen") }),
  z.object({ kind: z.literal("found"), ...opening }),
  z.object({ kind: z.literal("failed again"), ...opening }),
  z.object({ kind: z.literal("changed"), ...opening }),
  z.object({ kind: z.literal("expired"), ...opening }),
  z.object({ kind: z.literal("worsened"), ...opening }),
  z.object({ kind: z.literal("clock started"), severity }),
  z.object({
    kind: z.literal("re-checked"),
    answer: z.enum(["pass", "fail", "not_applicable", "unknown"]),
    reason: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal("resolved") }),
  z.object({ kind: z.literal("closed"), reason: z.string() }),
  z.object({ kind: z.literal("lapsed") }),
]);

const eventRow = z
  .object({ at: z.date(), actor: z.string().nullable(), what })
  .transform(
    (row): FindingEvent => ({ at: row.at, what: row.what, ...(row.actor !== null && { by: row.actor }) }),
  );

const recorded = {
  id: z.int(),
  subject: z.string(),
  check_id: z.string(),
  version: z.int(),
  severity,
  fingerprint: z.record(z.string(), z.string()),
  first_seen: z.date(),
  last_seen: z.date(),
  observed_at: z.date(),
  stale: z.object({ since: time, reason: z.string() }).nullable(),
  life: lifeShape,
};

const recordRow = z.object(recorded).transform(recordOf);
const findingRow = z.object({ ...recorded, failure }).transform((row): Finding => {
  if (row.failure.status !== "fail") throw new Error(`finding ${row.id} has no failure`);
  return { ...recordOf(row), failure: row.failure };
});

function recordOf(row: z.infer<z.ZodObject<typeof recorded>>): FindingRecord {
  return {
    ...row.life,
    id: row.id,
    version: row.version,
    subject: subjectOf(row.subject),
    check: row.check_id,
    severity: row.severity,
    fingerprint: row.fingerprint,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    observedAt: row.observed_at,
    ...(row.stale && { stale: row.stale }),
  };
}

export const RECORD_COLUMNS =
  "id, subject, check_id, version, severity, fingerprint, first_seen, last_seen, observed_at, stale, life";

export function recordsIn(rows: readonly unknown[]): readonly FindingRecord[] {
  return recordRow.array().parse(rows);
}

export function findingsIn(rows: readonly unknown[]): readonly Finding[] {
  return findingRow.array().parse(rows);
}

export function eventsIn(rows: readonly unknown[]): readonly FindingEvent[] {
  return eventRow.array().parse(rows);
}

/** The life alone, out of a finding that has it among other things. */
export function lifeOf(finding: FindingLife): FindingLife {
  return lifeShape.parse(finding);
}
