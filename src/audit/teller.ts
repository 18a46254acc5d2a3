import { type Clock, rememberFor, type Timer } from "../clock.ts";
import { mayTell, READERS_MILLISECONDS } from "./fitness-now.ts";
import { type TellAuditDependencies, tellAudit } from "./tell-audit.ts";

/** Paces what is told of running audits, so that Slack's limits hold and the newest standing always wins. */
export interface AuditTeller {
  /** It has been asked for; told at once, without anybody waiting for that. */
  announce(auditId: number): void;
  /** Something has changed; told within three seconds, together with whatever else changes until then. */
  progress(auditId: number): void;
  /** Tells how it stands now, after any telling that is under way, and drops what was only announced. */
  tell(auditId: number): Promise<void>;
}

const PROGRESS_MILLISECONDS = 3_000;

/** Slack takes about fifty edits a minute; results must never have to wait behind progress. */
const PROGRESS_EDITS_A_MINUTE = 40;

export function createAuditTeller(given: Omit<TellAuditDependencies, "mayShowProgress">): AuditTeller {
  const { clock, log } = given;
  const hasRoom = createBudget(clock);
  const remembered = rememberFor<boolean>(clock, READERS_MILLISECONDS);
  const mayShowProgress = async (channel: string) =>
    (await remembered(channel, () => mayTell(given, channel))) && hasRoom();
  const dependencies = { ...given, mayShowProgress };
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

  function tellInPassing(auditId: number): void {
    tell(auditId).catch((error: unknown) => {
      log.warn({ err: error, auditId }, "The standing of an audit could not be told");
    });
  }

  return {
    tell,
    announce: tellInPassing,
    progress(auditId) {
      if (announced.has(auditId)) return;
      announced.set(
        auditId,
        clock.setTimeout(() => tellInPassing(auditId), PROGRESS_MILLISECONDS),
      );
    },
  };
}

/** Says whether one more is within a minute's budget, and counts it if so. */
function createBudget(clock: Clock): () => boolean {
  let spent: readonly number[] = [];
  return () => {
    const now = clock.now().getTime();
    spent = spent.filter((at) => at > now - 60_000);
    if (spent.length >= PROGRESS_EDITS_A_MINUTE) return false;
    spent = [...spent, now];
    return true;
  };
}

function withdraw(clock: Clock, announced: Map<number, Timer>, auditId: number): void {
  clock.clearTimeout(announced.get(auditId));
  announced.delete(auditId);
}
