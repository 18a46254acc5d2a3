import type { Clock, Timer } from "../clock.ts";
import type { Log } from "../log.ts";
import { type TellAuditDependencies, tellAudit } from "./tell-audit.ts";

/** Paces what is told of running audits, so that Slack's limits hold and the newest standing always wins. */
export interface AuditTeller {
  /** Something has changed; told within three seconds, together with whatever else changes until then. */
  progress(auditId: number): void;
  /** Tells how it stands now, after any telling that is under way, and drops what was only announced. */
  tell(auditId: number): Promise<void>;
}

const PROGRESS_MILLISECONDS = 3_000;

export function createAuditTeller(dependencies: TellAuditDependencies): AuditTeller {
  const { clock, log } = dependencies;
  const announced = new Map<number, Timer>();
  const underWay = new Map<number, Promise<void>>();

  function tell(auditId: number): Promise<void> {
    withdraw(clock, announced, auditId);
    const before = underWay.get(auditId) ?? Promise.resolve();
    const telling = before.catch(() => undefined).then(() => tellAudit(dependencies, auditId));
    underWay.set(auditId, telling);
    const forget = () => {
      if (underWay.get(auditId) === telling) underWay.delete(auditId);
    };
    telling.then(forget, forget);
    return telling;
  }

  return {
    tell,
    progress(auditId) {
      if (announced.has(auditId)) return;
      const timer = clock.setTimeout(() => {
        tell(auditId).catch((error: unknown) => logUntold(log, auditId, error));
      }, PROGRESS_MILLISECONDS);
      announced.set(auditId, timer);
    },
  };
}

function withdraw(clock: Clock, announced: Map<number, Timer>, auditId: number): void {
  clock.clearTimeout(announced.get(auditId));
  announced.delete(auditId);
}

function logUntold(log: Log, auditId: number, error: unknown): void {
  log.warn({ err: error, auditId }, "The progress of an audit could not be told");
}
