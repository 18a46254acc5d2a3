import type { Message } from "../../../local-slack/control.ts";

/** The messages of a channel as they hang together. */
export interface Threads {
  /** What stands in the channel itself; a reply to a message that is gone does too. */
  readonly roots: readonly Message[];
  /** By the timestamp of the message that they answer, oldest first. */
  readonly replies: ReadonlyMap<string, readonly Message[]>;
}

/** Takes replies out of the channel and puts them with what they answer. */
export function threadsOf(messages: readonly Message[]): Threads {
  const present = new Set(messages.map(({ ts }) => ts));
  const isReply = ({ ts, threadTs }: Message) =>
    threadTs !== undefined && threadTs !== ts && present.has(threadTs);
  const replies = Map.groupBy(messages.filter(isReply), ({ threadTs = "" }) => threadTs);
  return { roots: messages.filter((message) => !isReply(message)), replies };
}
