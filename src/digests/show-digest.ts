import { scopeKey } from "../domain/audit.ts";
import type { DigestReport } from "../domain/digest.ts";
import type { PostedMessage } from "../outbox/post-outcome.ts";
import type { Database } from "../store/database.ts";
import { findSlotAt } from "../store/digest-slots.ts";
import { viewsOf } from "../store/finding-views.ts";
import { findFindings } from "../store/findings.ts";
import { type ShownFinding, saveShown } from "../store/shown-findings.ts";
import { findingIdsIn } from "./compose.ts";
import type { DigestMessenger, DigestShown } from "./digest-messenger.ts";
import { accountNamesIn } from "./digest-views.ts";

/** A report with the findings that it names as they are now. */
export async function shownOf(db: Database, report: DigestReport): Promise<DigestShown> {
  const views = await viewsOf(db, await findFindings(db, findingIdsIn(report)));
  const account = (await accountNamesIn(db, [report.scope])).get(scopeKey(report.scope));
  return {
    report,
    views: new Map(views.map((view) => [view.finding.id, view])),
    ...(account && { account }),
  };
}

/** Which version of each finding is shown. */
export function versionsIn({ views }: DigestShown): readonly ShownFinding[] {
  return [...views.values()].map(({ finding }) => ({ findingId: finding.id, version: finding.version }));
}

/**
 * Shows a digest's message with its findings as they are now, after something happened to one; false if it is not there
 * any more. Rejects if Slack refuses or cannot be reached.
 */
export async function retellDigest(
  { db, messenger }: { readonly db: Database; readonly messenger: Pick<DigestMessenger, "updateDigest"> },
  { channel, ts }: PostedMessage,
): Promise<boolean> {
  const work = await findSlotAt(db, { channel, ts });
  if (!work?.report) return false;
  const shown = await shownOf(db, work.report);
  if (!(await messenger.updateDigest({ channel, ts }, shown))) return false;
  await saveShown(db, { channel, ts, kind: "digest" }, versionsIn(shown));
  return true;
}
