import type { Clock } from "../clock.ts";
import type { Findings } from "../findings/findings.ts";
import type { Log } from "../log.ts";
import type { Job, Queue } from "./queue.ts";
import { startRounds } from "./rounds.ts";

const FINDINGS_JOB = "findings";

/** Brings messages up to date after something happened to findings that they show, and asks about requests. */
export function findingsJob({ findings }: { readonly findings: Pick<Findings, "tell"> }): Job<object> {
  return { name: FINDINGS_JOB, concurrency: 1, handle: () => findings.tell() };
}

export function ringFindings(queue: Queue): Promise<void> {
  return queue.ring(FINDINGS_JOB, FINDINGS_JOB, {});
}

const MINUTE_MILLISECONDS = 60_000;
/** People need no reminder to the minute, and there may be many to look through. */
const REMINDER_MILLISECONDS = 15 * MINUTE_MILLISECONDS;

export interface FindingRoundsDependencies {
  readonly findings: Pick<Findings, "expire" | "alert" | "remind">;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Every minute ends what was put off until now and alerts of what nobody owns; every quarter of an hour reminds. One
 * round's trouble is left to the next. Returns how to stop.
 */
export function startFindingRounds(dependencies: FindingRoundsDependencies): () => Promise<void> {
  const { findings, queue, clock, log } = dependencies;
  let remindedAt = 0;

  async function attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error({ err: error, what }, "A round of the findings was cut short");
    }
  }

  async function round(): Promise<void> {
    await attempt("expire", async () => {
      if ((await findings.expire()) > 0) await ringFindings(queue);
    });
    await attempt("alert", () => findings.alert());
    const now = clock.now().getTime();
    if (now - remindedAt < REMINDER_MILLISECONDS) return;
    remindedAt = now;
    await attempt("remind", () => findings.remind());
  }

  return startRounds(dependencies, {
    what: "findings",
    everyMilliseconds: MINUTE_MILLISECONDS,
    work: round,
  });
}
