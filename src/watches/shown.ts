import type { FindingView } from "../domain/finding-view.ts";
import type { Alert } from "../domain/watch.ts";
import type { PostedMessage } from "../outbox/post-outcome.ts";
import { listAlertsIn } from "../store/alerts.ts";
import type { Database, Queryable } from "../store/database.ts";
import { viewsOf } from "../store/finding-views.ts";
import { findFindings } from "../store/findings.ts";
import { type ShownFinding, saveShown } from "../store/shown-findings.ts";
import type { AlertMessenger } from "./alert-messenger.ts";

/** The findings that alerts are about as they are now, by id. */
export async function viewsIn(
  db: Queryable,
  alerts: readonly Alert[],
): Promise<ReadonlyMap<number, FindingView>> {
  const ids = alerts.flatMap(({ cause }) => (cause.kind === "finding" ? [cause.findingId] : []));
  const views = await viewsOf(db, await findFindings(db, [...new Set(ids)]));
  return new Map(views.map((view) => [view.finding.id, view]));
}

/** Which version of each finding a message shows. */
export function shownFindings(views: ReadonlyMap<number, FindingView>): readonly ShownFinding[] {
  return [...views.values()].map(({ finding: { id, version } }) => ({ findingId: id, version }));
}

export interface RetellAlertsDependencies {
  readonly db: Database;
  readonly messenger: Pick<AlertMessenger, "updateAlerts">;
}

/** Shows in a message of alerts what its findings have become; false if it is not there any more. */
export async function retellAlerts(
  { db, messenger }: RetellAlertsDependencies,
  message: PostedMessage,
): Promise<boolean> {
  const alerts = await listAlertsIn(db, message);
  if (alerts.length === 0) return false;
  const views = await viewsIn(db, alerts);
  if (!(await messenger.updateAlerts(message, { alerts, views }))) return false;
  const { channel, ts } = message;
  await saveShown(db, { channel, ts, kind: "alert" }, shownFindings(views));
  return true;
}
