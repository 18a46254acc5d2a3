import type { Clock } from "../clock.ts";
import { type Audit, auditName, isOver } from "../domain/audit.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Log } from "../log.ts";
import { AUDIT_OVER, findAudit } from "../store/audits.ts";
import type { Database } from "../store/database.ts";

/** The audit is still going on after the time that its asker was ready to wait. */
export class AuditTakesLongerError extends RootcheckError {
  constructor(auditId: number) {
    super(
      "audit_takes_longer",
      `Audit ${auditName(auditId)} is still running. Ask again in a minute for its result.`,
    );
  }
}

/** Lets a look-up wait for the end of an audit, whichever process works on it. */
export interface AuditEndings {
  /** @throws {AuditTakesLongerError} after `milliseconds`. */
  wait(auditId: number, milliseconds: number): Promise<Audit>;
  close(): Promise<void>;
}

/** A notification that is lost while the database reconnects is made up for by looking again now and then. */
const LOOK_AGAIN_MILLISECONDS = 2_000;

export interface AuditEndingsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
}

export async function createAuditEndings({
  db,
  clock,
  log,
}: AuditEndingsDependencies): Promise<AuditEndings> {
  const waiting = new Set<Waiter>();
  const lookFor = (auditId?: number) => {
    for (const waiter of waiting) if (auditId === undefined || waiter.auditId === auditId) look(waiter);
  };

  /** Trouble with the database is left to the next look. */
  function look({ auditId, end }: Waiter): void {
    findAudit(db, auditId).then(
      (audit) => {
        if (audit && isOver(audit)) end(audit);
      },
      (error: unknown) => log.warn({ err: error, auditId }, "It could not be seen whether an audit is over"),
    );
  }

  const stopListening = await db.listen(
    AUDIT_OVER,
    (payload) => lookFor(Number(payload)),
    () => lookFor(),
  );
  const timer = clock.setInterval(() => lookFor(), LOOK_AGAIN_MILLISECONDS);

  return {
    wait: (auditId, milliseconds) =>
      new Promise((resolve, reject) => {
        const end = (audit: Audit | AuditTakesLongerError) => {
          clock.clearTimeout(deadline);
          waiting.delete(waiter);
          if (audit instanceof AuditTakesLongerError) reject(audit);
          else resolve(audit);
        };
        const waiter = { auditId, end };
        const deadline = clock.setTimeout(() => end(new AuditTakesLongerError(auditId)), milliseconds);
        waiting.add(waiter);
        look(waiter);
      }),
    close: async () => {
      clock.clearInterval(timer);
      await stopListening();
    },
  };
}

interface Waiter {
  readonly auditId: number;
  end(audit: Audit | AuditTakesLongerError): void;
}
