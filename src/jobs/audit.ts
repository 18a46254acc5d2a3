import type { ReadScopeDependencies } from "../audit/read-scope.ts";
import { runAudit } from "../audit/run-audit.ts";
import type { AuditTeller } from "../audit/teller.ts";
import { ringFindings } from "./findings.ts";
import { ringProfiles } from "./profiles.ts";
import type { Job, Queue } from "./queue.ts";

export const AUDIT_JOB = "audit";

export interface AuditJobDependencies extends Omit<ReadScopeDependencies, "onProgress"> {
  readonly teller: AuditTeller;
  readonly queue: Queue;
  /** Moves the findings on by what an audit that is over has read. */
  readonly follow: (auditId: number) => Promise<void>;
}

/**
 * Says that an audit is on its way, runs it to its end, moves the findings on, turns its messages into the result, then
 * has the older messages told and read what audits do not wait for.
 */
export function auditJob({
  teller,
  queue,
  follow,
  ...dependencies
}: AuditJobDependencies): Job<{ auditId: number }> {
  return {
    name: AUDIT_JOB,
    concurrency: 4,
    handle: async ({ auditId }, signal) => {
      teller.announce(auditId);
      await runAudit({ ...dependencies, onProgress: teller.progress }, auditId, signal);
      await follow(auditId);
      await teller.tell(auditId);
      await ringFindings(queue);
      await ringProfiles(queue);
    },
  };
}
