import type { Clock } from "../clock.ts";
import { findingName } from "../domain/finding.ts";
import type { Log } from "../log.ts";
import { isDirect } from "../outbox/channel-fitness.ts";
import { postOnce } from "../outbox/post-once.ts";
import { EditRefusedError, type PostedMessage } from "../outbox/post-outcome.ts";
import type { Database } from "../store/database.ts";
import { viewOf } from "../store/finding-views.ts";
import { findFinding, listEventsSince } from "../store/findings.ts";
import {
  type AuditMessage,
  forgetShown,
  listBehind,
  listStaleMessages,
  type ShowingMessage,
  type ShownFinding,
  saveRefused,
} from "../store/shown-findings.ts";
import { eachByItself } from "./each-by-itself.ts";
import type { FindingMessenger } from "./finding-messenger.ts";
import { retellAlert } from "./retell-alert.ts";

export interface TellFindingsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly messenger: Pick<FindingMessenger, "recordInThread" | "updateUnownedAlert">;
  /** How each kind of message is shown as it is now. */
  readonly retell: Retellings;
  /** Whether posture may be shown in a channel, asked now. */
  readonly mayShow: (channel: string) => Promise<boolean>;
}

/** Show a message as it is now, and note what it shows; false if it is not there any more. */
export interface Retellings {
  readonly audit: (message: AuditMessage) => Promise<boolean>;
  readonly alert: (message: PostedMessage) => Promise<boolean>;
  readonly digest: (message: PostedMessage) => Promise<boolean>;
}

/** Messages that are brought up to date in one go; Slack takes about fifty edits a minute. */
const AT_ONCE = 20;

/**
 * Brings the messages up to date that show findings as they were before something happened to them: the newest first,
 * and each by itself. What happened is added to the thread of the newest in each channel. Safe to repeat, and
 * for several processes.
 */
export async function tellFindings(dependencies: TellFindingsDependencies): Promise<void> {
  const { db, clock } = dependencies;
  const stale = await listStaleMessages(db, { now: clock.now(), limit: AT_ONCE });
  await eachByItself(stale, (message) => tellMessage(dependencies, message));
}

async function tellMessage(dependencies: TellFindingsDependencies, message: ShowingMessage): Promise<void> {
  const { db, clock, log, mayShow } = dependencies;
  // Since the message was posted other companies may have come to read the channel: it stays as it was for now.
  if (!isDirect(message.channel) && !(await mayShow(message.channel)))
    return saveRefused(db, message, clock.now());
  if (message.kind !== "unowned")
    for (const shown of await listBehind(db, message)) await recordHappenings(dependencies, message, shown);
  try {
    if (await retellMessage(dependencies, message)) return;
  } catch (error) {
    if (error instanceof EditRefusedError) await saveRefused(db, message, clock.now());
    throw error;
  }
  log.info({ ...message }, "A message that showed findings is gone");
  await forgetShown(db, message);
}

function retellMessage(dependencies: TellFindingsDependencies, message: ShowingMessage): Promise<boolean> {
  if (message.kind === "unowned") return retellAlert(dependencies, message);
  if (message.kind === "audit") return dependencies.retell.audit(message);
  return dependencies.retell[message.kind](message);
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
