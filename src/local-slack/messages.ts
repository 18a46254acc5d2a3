import type { Changes } from "./changes.ts";
import type { Message, SharedFile } from "./control.ts";

/** A message with what Slack keeps but no client shows. */
export interface StoredMessage extends Message {
  readonly metadata?: unknown;
}

/** A message before Slack gave it its timestamp. */
interface Draft {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly unknown[];
  readonly threadTs?: string;
  readonly ephemeralTo?: string;
  readonly metadata?: unknown;
  readonly files?: readonly SharedFile[];
}

export interface Messages {
  add(draft: Draft): StoredMessage;
  find(channel: string, ts: string): StoredMessage | undefined;
  /** Puts another message in the place of the one with the same channel and ts. */
  replace(message: StoredMessage): void;
  remove(message: StoredMessage): void;
  /** Oldest first. */
  all(): readonly StoredMessage[];
}

export function createMessages(slack: {
  readonly nextTs: () => string;
  readonly changes: Changes;
}): Messages {
  const messages = new Map<string, StoredMessage>();
  const keyOf = (message: { channel: string; ts: string }) => `${message.channel} ${message.ts}`;
  return {
    add(draft) {
      const message = { files: [], ...draft, ts: slack.nextTs(), edited: false };
      messages.set(keyOf(message), message);
      slack.changes.notify();
      return message;
    },
    find: (channel, ts) => messages.get(keyOf({ channel, ts })),
    replace(message) {
      messages.set(keyOf(message), message);
      slack.changes.notify();
    },
    remove(message) {
      messages.delete(keyOf(message));
      slack.changes.notify();
    },
    all: () => [...messages.values()],
  };
}
