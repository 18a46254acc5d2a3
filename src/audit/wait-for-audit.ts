import type { Clock } from "../clock.ts";
import { type Audit, auditName, isOver } from "../domain/audit.ts";
import { RootcheckError } from "../domain/errors.ts";
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

export async function createAuditEndings({
  db,
  clock,
}: {
  db: Database;
  clock: Clock;
}): Promise<AuditEndings> {
  const waiting = new Set<{ readonly auditId: number; look(): void }>();
  const lookFor = (auditId?: number) => {
    for (const waiter of waiting) if (auditId === undefined || waiter.auditId === auditId) waiter.look();
  };
  const stopListening = await db.listen(
    AUDIT_OVER,
    (payload) => lookFor(Number(payload)),
    () => lookFor(),
  );
  const timer = clock.setInterval(() => lookFor(), LOOK_AGAIN_MILLISECONDS);

  return {
    wait: (auditId, milliseconds) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          clock.clearTimeout(deadline);
          waiting.delete(waiter);
          act();
        };
        const look = async () => {
          const audit = await findAudit(db, auditId);
          if (audit && isOver(audit)) settle(() => resolve(audit));
        };
        const waiter = { auditId, look: () => void look().catch((error) => settle(() => reject(error))) };
        const deadline = clock.setTimeout(
          () => settle(() => reject(new AuditTakesLongerError(auditId))),
          milliseconds,
        );
        waiting.add(waiter);
        waiter.look();
      }),
    close: async () => {
      clock.clearInterval(timer);
      await stopListening();
    },
  };
}
