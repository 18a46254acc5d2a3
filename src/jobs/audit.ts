import { type RunAuditDependencies, runAudit } from "../audit/run-audit.ts";
import type { AuditTeller } from "../audit/teller.ts";
import { PAGE } from "../findings/follow-audit.ts";
import type { Log } from "../log.ts";
import { ringFindings } from "./findings.ts";
import { ringProfiles } from "./profiles.ts";
import type { Job, Queue } from "./queue.ts";

const AUDIT_JOB = "audit";

export interface AuditJobDependencies extends Omit<RunAuditDependencies, "onProgress"> {
  readonly teller: AuditTeller;
  readonly queue: Queue;
  /** Moves the findings on by what an audit has read. */
  readonly follow: (auditId: number) => Promise<void>;
  /** What else its end sets off, once the findings have been moved on. */
  readonly ended: (auditId: number) => Promise<void>;
}

/**
 * Says that an audit is on its way, runs it to its end, moves the findings on beside it, turns its messages into the result, then
 * has the older messages told and read what audits do not wait for.
 */
export function auditJob({
  teller,
  queue,
  follow,
  ended,
  ...dependencies
}: AuditJobDependencies): Job<{ auditId: number }> {
  return {
    name: AUDIT_JOB,
    concurrency: 4,
    handle: async ({ auditId }, signal) => {
      teller.announce(auditId);
      const following = followInPassing(() => follow(auditId), dependencies.log);
      const onProgress = () => {
        teller.progress(auditId);
        following.progress();
      };
      await runAudit({ ...dependencies, onProgress }, auditId, signal);
      await following.end();
      await follow(auditId);
      await ended(auditId);
      await teller.tell(auditId);
      await ringFindings(queue);
      await ringProfiles(queue);
    },
  };
}

/** Wakes a worker for an audit. */
export function ringAudit(queue: Queue, auditId: number): Promise<void> {
  return queue.ring(AUDIT_JOB, String(auditId), { auditId });
}

/** Follows an audit while it reads, so that little is left at its end, whose result waits for that. */
function followInPassing(follow: () => Promise<void>, log: Log) {
  let read = 0;
  let underWay: Promise<void> | undefined;
  return {
    /** One more account has been read. */
    progress(): void {
      read += 1;
      if (read < PAGE || underWay) return;
      read = 0;
      underWay = follow()
        .catch((error: unknown) => log.warn({ err: error }, "An audit is followed at its end only"))
        .finally(() => {
          underWay = undefined;
        });
    },
    end: () => underWay ?? Promise.resolve(),
  };
}
