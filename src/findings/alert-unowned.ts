import type { Clock } from "../clock.ts";
import { findingName } from "../domain/finding.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { Log } from "../log.ts";
import type { Database } from "../store/database.ts";
import { viewsOf } from "../store/finding-views.ts";
import { findFindings } from "../store/findings.ts";
import { claimMilestone } from "../store/milestones.ts";
import { listUnowned, saveReminded } from "../store/reminders.ts";
import type { FindingMessenger } from "./finding-messenger.ts";

export interface AlertUnownedDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly messenger: Pick<FindingMessenger, "postUnownedAlert">;
  /** Where somebody will see it: channels and people, the best first. */
  readonly alertPlaces: (views: readonly FindingView[]) => Promise<readonly string[]>;
}

/** For so long a critical finding may be without anybody who has taken it on. */
const PATIENCE_MILLISECONDS = 30 * 60_000;

/** For so long one process alone sees to it. */
const CLAIM_MILLISECONDS = 55_000;

/**
 * Alerts of critical findings that nobody has taken on for half an hour, at any hour. An alert is repeated until Slack
 * has confirmed it; it may so come twice, and names the findings.
 */
export async function alertUnowned(dependencies: AlertUnownedDependencies): Promise<void> {
  const { db, clock } = dependencies;
  const now = clock.now();
  const unowned = await listUnowned(db, new Date(now.getTime() - PATIENCE_MILLISECONDS));
  if (unowned.length === 0) return;
  const until = new Date(now.getTime() + CLAIM_MILLISECONDS);
  if (!(await claimMilestone(db, "alerts of what nobody owns", { now, until }))) return;
  const findings = await findFindings(
    db,
    unowned.map(({ id }) => id),
  );
  await alert(dependencies, await viewsOf(db, findings));
}

/** One message for all of them, in the first place that takes it. */
async function alert(dependencies: AlertUnownedDependencies, views: readonly FindingView[]): Promise<void> {
  const { db, clock, log, messenger, alertPlaces } = dependencies;
  const findings = views.map(({ finding }) => findingName(finding.id));
  for (const place of await alertPlaces(views)) {
    const outcome = await messenger.postUnownedAlert(place, views);
    if (outcome.state === "posted") {
      const told = views.map(({ finding }) => ({ findingId: finding.id, key: "unowned", person: place }));
      await saveReminded(db, told, clock.now());
      return;
    }
    log.warn({ findings, place, ...outcome }, "An alert was not confirmed");
    if (outcome.state !== "refused") return;
  }
  log.error({ findings }, "There is nowhere to alert of critical findings that nobody owns");
}
