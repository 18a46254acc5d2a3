import { EditRefusedError, type PostedMessage, type PostOutcome } from "../outbox/post-outcome.ts";
import type { Message } from "./blocks.ts";
import { outcomeOf, type PostingDependencies, paced, refusalOf } from "./post-outcome.ts";

/** Where a message goes: a channel or a person, or a thread in it. */
export interface PostPlace {
  readonly channel: string;
  readonly threadTs?: string;
}

/** Posts a message, and says what became of it. */
export async function post(
  dependencies: PostingDependencies,
  { channel, threadTs }: PostPlace,
  message: Message,
): Promise<PostOutcome> {
  try {
    const answer = await paced(dependencies, () =>
      dependencies.client.chat.postMessage({
        ...message,
        channel,
        unfurl_links: false,
        ...(threadTs && { thread_ts: threadTs }),
      }),
    );
    if (answer.channel && answer.ts) return { state: "posted", channel: answer.channel, ts: answer.ts };
    return { state: "uncertain", detail: "chat.postMessage answered without a message" };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Slack's words for a message that nobody can edit any more. */
const GONE = new Set(["message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"]);

/**
 * Puts other content into a message. False if it is not there any more.
 * @throws {EditRefusedError} where Slack refuses for a reason that may pass.
 */
export async function update(
  dependencies: PostingDependencies,
  { channel, ts }: PostedMessage,
  message: Message,
): Promise<boolean> {
  try {
    await paced(dependencies, () => dependencies.client.chat.update({ ...message, channel, ts }));
    return true;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    if (GONE.has(refusal)) return false;
    throw new EditRefusedError(refusal);
  }
}
