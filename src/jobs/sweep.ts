import type { AuditTeller } from "../audit/teller.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { listUntoldAudits } from "../store/audit-audience.ts";
import { listUnclaimedAudits } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import { AUDIT_JOB } from "./audit.ts";
import type { Queue } from "./queue.ts";

export interface SweepDependencies {
  readonly db: Database;
  readonly queue: Queue;
  readonly teller: AuditTeller;
  readonly clock: Clock;
  readonly log: Log;
}

const SWEEP_MILLISECONDS = 10_000;

/**
 * Takes up what a crash or a lost ring has left lying, at the start and every ten seconds: audits that nobody
 * works on, and ends that nobody has told. Returns how to stop.
 */
export function startSweep(dependencies: SweepDependencies): () => void {
  const { clock, log } = dependencies;
  const run = () => {
    sweep(dependencies).catch((error: unknown) => log.error({ err: error }, "The sweep failed"));
  };
  run();
  const timer = clock.setInterval(run, SWEEP_MILLISECONDS);
  return () => clock.clearInterval(timer);
}

async function sweep({ db, queue, teller, clock }: SweepDependencies): Promise<void> {
  for (const auditId of await listUnclaimedAudits(db, clock.now())) {
    await queue.ring(AUDIT_JOB, String(auditId), { auditId });
  }
  for (const auditId of await listUntoldAudits(db)) await teller.tell(auditId);
}
