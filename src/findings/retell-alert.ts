import type { Clock } from "../clock.ts";
import type { Database } from "../store/database.ts";
import { viewsOf } from "../store/finding-views.ts";
import { findFindings } from "../store/findings.ts";
import { forgetShown, listShownIn, type ShowingMessage, saveShown } from "../store/shown-findings.ts";
import type { FindingMessenger } from "./finding-messenger.ts";

export interface RetellAlertDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly messenger: Pick<FindingMessenger, "updateUnownedAlert">;
}

/**
 * Shows in an alert who has taken on what nobody owned; false if the message is not there any more. Once somebody has
 * all of it, it stays as it is: what opens again is alerted of anew.
 */
export async function retellAlert(
  { db, messenger }: RetellAlertDependencies,
  message: ShowingMessage,
): Promise<boolean> {
  const findings = await findFindings(db, await listShownIn(db, message));
  if (!(await messenger.updateUnownedAlert(message, await viewsOf(db, findings)))) return false;
  if (findings.every(({ state }) => state !== "open")) await forgetShown(db, message);
  else
    await saveShown(
      db,
      message,
      findings.map(({ id, version }) => ({ findingId: id, version })),
    );
  return true;
}
