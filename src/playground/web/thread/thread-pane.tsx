import type { Message, Shortcut } from "../../../local-slack/control.ts";
import { useFollowing } from "../following.ts";
import { MessageView } from "../message.tsx";
import { SidePane } from "../side-pane.tsx";
import { repliesCounted } from "./replies-button.tsx";

interface ThreadPaneProps {
  readonly root: Message;
  readonly replies: readonly Message[];
  /** What the channel is called. */
  readonly title: string;
  /** The app's user id. */
  readonly bot: string;
  readonly shortcuts: readonly Shortcut[];
  readonly onClose: () => void;
}

/** A message and what was answered to it. The app takes no replies, so there is no box to write in. */
export function ThreadPane({ root, replies, title, bot, shortcuts, onClose }: ThreadPaneProps) {
  const { log, onScroll } = useFollowing();
  return (
    <SidePane title="Thread" about={title} onClose={onClose}>
      <section
        ref={log}
        className="pane-content"
        aria-label={`Thread in ${title}`}
        onScroll={onScroll}
        {...{ tabIndex: 0 }}
      >
        <div>
          <MessageView {...{ bot, shortcuts }} message={root} />
          <p className="thread-count">
            <span>{repliesCounted(replies.length)}</span>
          </p>
          {replies.map((reply) => (
            <MessageView key={reply.ts} {...{ bot, shortcuts }} message={reply} />
          ))}
        </div>
      </section>
    </SidePane>
  );
}
