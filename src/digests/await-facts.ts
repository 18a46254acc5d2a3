import type { Clock } from "../clock.ts";
import { type Audit, auditName, isOver, type Scope } from "../domain/audit.ts";
import type { Digest } from "../domain/digest.ts";
import { findAudit } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import { type Facts, findFacts } from "../store/digest-facts.ts";
import { type HeldSlot, setAwaitedAudit } from "../store/digest-slot-work.ts";
import type { SlotWork } from "../store/digest-slots.ts";
import { isFollowed } from "../store/followed-audits.ts";

export interface AwaitFactsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** Starts an audit, or joins the one of the same scope that is on its way; answers its id. */
  readonly startAudit: (scope: Scope) => Promise<number>;
}

/** What a digest can go by: "waiting" while an audit is made for it. */
export type AwaitedFacts =
  | "waiting"
  | {
      readonly facts?: Facts;
      /** Why they are older than wanted, or not there at all. */
      readonly staleBecause?: string;
    };

/** An audit that takes longer is not waited for. */
export const AUDIT_PATIENCE_MILLISECONDS = 60 * 60_000;

const HOUR_MILLISECONDS = 3_600_000;

/** Finds the newest facts about a digest's scope; where they are too old for its slot, an audit is made first. */
export async function awaitFacts(
  dependencies: AwaitFactsDependencies,
  held: HeldSlot,
  { digest, work }: { readonly digest: Digest; readonly work: SlotWork },
): Promise<AwaitedFacts> {
  const { db, clock, startAudit } = dependencies;
  const facts = await findFacts(db, digest.scope);
  const oldest = held.at.getTime() - digest.maxAgeHours * HOUR_MILLISECONDS;
  if (facts && facts.finishedAt.getTime() >= oldest) return { facts };
  const { auditId, waitsSince } = work;
  if (auditId === undefined || !waitsSince) {
    const started = await startAudit(digest.scope);
    await setAwaitedAudit(db, held, { auditId: started, since: clock.now() });
    return "waiting";
  }
  const audit = await findAudit(db, auditId);
  const hasPatience = clock.now().getTime() - waitsSince.getTime() < AUDIT_PATIENCE_MILLISECONDS;
  const isGoing = audit && !(isOver(audit) && (await isFollowed(db, auditId)));
  if (isGoing && hasPatience) return "waiting";
  return { ...(facts && { facts }), staleBecause: whyStale(audit) };
}

function whyStale(audit: Audit | undefined): string {
  if (!audit) return "no audit could be started";
  const name = `audit ${auditName(audit.id)}`;
  if (audit.state === "cancelled") return `${name} was cancelled`;
  if (audit.state === "interrupted")
    return `${name} could not go on${audit.trouble === undefined ? "" : `: ${audit.trouble}`}`;
  return audit.state === "finished" ? `${name} brought nothing newer` : `${name} takes longer than an hour`;
}
