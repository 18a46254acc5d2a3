import type { Channel, Snapshot } from "../../local-slack/control.ts";
import { titleOf } from "./channel-header.tsx";
import { ThreadPane } from "./thread/thread-pane.tsx";
import { threadsOf } from "./thread/threads.ts";
import { WirePane } from "./wire/wire-pane.tsx";

/** What stands beside the conversation. */
export type Pane =
  | { readonly kind: "thread"; readonly channel: string; readonly ts: string }
  | { readonly kind: "wire" };

interface PaneProps {
  readonly pane: Pane;
  readonly snapshot: Snapshot;
  /** The open channel; a thread of another one is not shown. */
  readonly channel: Channel;
  readonly onClose: () => void;
}

/** The pane that was asked for, if what it is about is there. */
export function PaneView({ pane, snapshot, channel, onClose }: PaneProps) {
  const { bot, shortcuts } = snapshot;
  if (pane.kind === "wire") return <WirePane bot={bot.name} onClose={onClose} />;
  if (pane.channel !== channel.id) return null;
  const { roots, replies } = threadsOf(snapshot.messages.filter((message) => message.channel === channel.id));
  const root = roots.find(({ ts }) => ts === pane.ts);
  if (!root) return null;
  return (
    <ThreadPane
      key={root.ts}
      {...{ root, shortcuts, onClose }}
      replies={replies.get(root.ts) ?? []}
      title={titleOf(channel, snapshot)}
      bot={bot.userId}
    />
  );
}
