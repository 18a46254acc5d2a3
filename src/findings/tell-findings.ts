import type { Clock } from "../clock.ts";
import { findingName } from "../domain/finding.ts";
import type { Log } from "../log.ts";
import { postOnce } from "../outbox/post-once.ts";
import type { Database } from "../store/database.ts";
import { viewOf } from "../store/finding-views.ts";
import { findFinding, listEventsSince } from "../store/findings.ts";
import {
  forgetShown,
  listBehind,
  listStaleMessages,
  type ShowingMessage,
  type ShownFinding,
} from "../store/shown-findings.ts";
import type { FindingMessenger } from "./finding-messenger.ts";

export interface TellFindingsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly messenger: Pick<FindingMessenger, "recordInThread">;
  /** Shows an audit's message as it is now, and notes what it shows; false if it is not there any more. */
  readonly retell: (message: ShowingMessage) => Promise<boolean>;
}

/** Messages that are brought up to date in one go; Slack takes about fifty edits a minute. */
const AT_ONCE = 20;

/**
 * Brings the messages up to date that show findings as they were before something happened to them: the newest first.
 * What happened is added to the thread of the newest one in each channel. Safe to repeat, and for several processes.
 */
export async function tellFindings(dependencies: TellFindingsDependencies): Promise<void> {
  const { db, log, retell } = dependencies;
  for (const message of await listStaleMessages(db, AT_ONCE)) {
    const behind = await listBehind(db, message);
    for (const shown of behind) await recordHappenings(dependencies, message, shown);
    if (await retell(message)) continue;
    log.info({ ...message }, "A message that showed findings is gone");
    await forgetShown(db, message);
  }
}

async function recordHappenings(
  dependencies: TellFindingsDependencies,
  { channel, ts }: ShowingMessage,
  { findingId, version }: ShownFinding,
): Promise<void> {
  const { db, messenger } = dependencies;
  const finding = await findFinding(db, findingId);
  if (!finding) return;
  const view = await viewOf(db, finding);
  for (const happened of await listEventsSince(db, findingId, version)) {
    if (happened.event.what.kind === "clock started") continue; // one word for hundreds: whoever did it was answered
    const key = `${findingName(findingId)} version ${happened.version} in ${channel} ${ts}`;
    await postOnce(dependencies, {
      key,
      post: () => messenger.recordInThread({ channel, ts }, view, happened.event),
    });
  }
}
