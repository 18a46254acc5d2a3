import type { AuditTeller } from "../audit/teller.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { listUntoldAudits } from "../store/audit-audience.ts";
import { listUnclaimedAudits } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import { listUnfollowedAudits } from "../store/followed-audits.ts";
import { hasUntoldFindings } from "../store/shown-findings.ts";
import { ringAudit } from "./audit.ts";
import { ringFindings } from "./findings.ts";
import type { Queue } from "./queue.ts";
import { startRounds } from "./rounds.ts";

export interface SweepDependencies {
  readonly db: Database;
  readonly queue: Queue;
  readonly teller: AuditTeller;
  readonly clock: Clock;
  readonly log: Log;
}

const SWEEP_MILLISECONDS = 5_000;

/**
 * Takes up what a crash or a lost ring has left lying, at the start and every five seconds: audits that nobody works on
 * or whose findings have not been moved on, ends that nobody has told, messages that show findings as they were.
 * Returns how to stop.
 */
export function startSweep(dependencies: SweepDependencies): () => Promise<void> {
  return startRounds(dependencies, {
    what: "sweep",
    everyMilliseconds: SWEEP_MILLISECONDS,
    isFirstAtOnce: true,
    work: () => sweep(dependencies),
  });
}

/** One audit's trouble does not keep the sweep from the others. */
async function sweep({ db, queue, teller, clock, log }: SweepDependencies): Promise<void> {
  const eachOf = async (list: () => Promise<readonly number[]>, act: (auditId: number) => Promise<void>) => {
    try {
      const acts = await Promise.allSettled((await list()).map(act));
      for (const { reason } of acts.filter((one) => one.status === "rejected")) throw reason;
    } catch (error) {
      log.error({ err: error }, "The sweep left something undone");
    }
  };
  await eachOf(
    () => listUnclaimedAudits(db, clock.now()),
    (auditId) => ringAudit(queue, auditId),
  );
  await eachOf(
    () => listUnfollowedAudits(db),
    (auditId) => ringAudit(queue, auditId),
  );
  await eachOf(() => listUntoldAudits(db), teller.tell);
  await eachOf(
    async () => ((await hasUntoldFindings(db, clock.now())) ? [0] : []),
    () => ringFindings(queue),
  );
}
