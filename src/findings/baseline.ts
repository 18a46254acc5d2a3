import type { Clock } from "../clock.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import { afterEvent } from "../domain/finding-life.ts";
import type { FindingPolicy } from "../domain/finding-policy.ts";
import type { Baseline } from "../domain/findings-shown.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import {
  findBaseline,
  findClockStart,
  isOrganizationFollowed,
  startBaselineClock,
} from "../store/baseline.ts";
import type { Database, Transaction } from "../store/database.ts";
import { saveLives } from "../store/finding-changes.ts";
import { lockUndated } from "../store/findings.ts";

export interface BaselineDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly policy: FindingPolicy;
  readonly appendToLog: AppendToLog;
}

/** The clock was to be started before there is a baseline. */
export class NoBaselineError extends RootcheckError {
  constructor() {
    super(
      "no_baseline",
      "The clock starts after a first audit of the whole organization, and none has come to its end yet. Audit the organization, look through what it finds, then start the clock.",
    );
  }
}

/**
 * Starts the clock: from now on findings fall due, owners are reminded and what nobody owns alerts. It starts once; who
 * comes later is answered who did it.
 * @throws {NoBaselineError}.
 */
export async function startClock(
  dependencies: BaselineDependencies,
  { by, place }: { readonly by: string; readonly place: string },
): Promise<Baseline> {
  const { db, clock, appendToLog } = dependencies;
  const at = clock.now();
  if (!(await isOrganizationFollowed(db))) throw new NoBaselineError();
  await db.transaction(async (tx) => {
    if (!(await startBaselineClock(tx, { at, by }))) return;
    await appendToLog(tx, [{ at, actor: by, action: "clock-started", place, details: {} }]);
  });
  await dateFindings(dependencies);
  return findBaseline(db);
}

/** Few enough at a time that nobody who waits for an acknowledgement notices. */
const PAGE = 200;

/** Gives a date to whatever needs somebody and has none, if the clock runs: after a crash in the middle, the rest. */
export async function dateFindings({
  db,
  clock,
  policy,
}: Omit<BaselineDependencies, "appendToLog">): Promise<void> {
  if (!(await findClockStart(db))) return;
  const at = clock.now();
  while ((await db.transaction((tx) => datePage(tx, { at, policy }))) === PAGE);
}

async function datePage(
  tx: Transaction,
  { at, policy }: { readonly at: Date; readonly policy: FindingPolicy },
): Promise<number> {
  const undated = await lockUndated(tx, PAGE);
  await saveLives(
    tx,
    undated.map((finding) => {
      const event: FindingEvent = { at, what: { kind: "clock started", severity: finding.severity } };
      return { finding, event, life: afterEvent(finding, event, policy) };
    }),
  );
  return undated.length;
}
