import { keyLookName } from "../domain/access-key.ts";
import { type PostOnceDependencies, postOnce } from "../outbox/post-once.ts";
import type { KeyLook } from "../store/key-looks.ts";
import type { KeyMessenger, KeyReport } from "./key-messenger.ts";

export interface TellKeyLookDependencies extends PostOnceDependencies {
  readonly messenger: Pick<KeyMessenger, "postKeys" | "updateKeys">;
}

/**
 * Tells who waits how it stands, in one direct message that is brought up to date. Progress that does not get through
 * is left to the next. @throws {SlackUnreachableError} or what Slack's client throws, where an end cannot be told yet.
 */
export async function tellKeyLook(
  dependencies: TellKeyLookDependencies,
  { id, requestedBy }: KeyLook,
  report: KeyReport,
): Promise<void> {
  const { messenger, log } = dependencies;
  try {
    const key = `access keys ${keyLookName(id)}`;
    const message = await postOnce(dependencies, {
      key,
      post: () => messenger.postKeys(requestedBy, report),
    });
    if (typeof message === "string") return;
    if (await messenger.updateKeys(message, report)) return;
    if (report.state !== "reading") await messenger.postKeys(requestedBy, report);
  } catch (error) {
    if (report.state !== "reading") throw error;
    log.warn({ err: error }, "How far the reading of access keys is could not be told");
  }
}
