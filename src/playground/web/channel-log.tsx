import type { ReactNode } from "react";
import type { Message, Shortcut } from "../../local-slack/control.ts";
import { useAnnouncement } from "./announcement.ts";
import { useFollowing } from "./following.ts";
import { MessageFrame, MessageView } from "./message.tsx";
import type { Notice } from "./notices.ts";
import { useNow } from "./now.ts";
import { roving } from "./roving.ts";
import { RepliesButton } from "./thread/replies-button.tsx";
import { threadsOf } from "./thread/threads.ts";
import { dateOf, dayName } from "./time.ts";

interface ChannelLogProps {
  readonly title: string;
  readonly messages: readonly Message[];
  /** What Slack itself tells the person here. */
  readonly notices: readonly Notice[];
  /** The app's user id. */
  readonly bot: string;
  readonly shortcuts: readonly Shortcut[];
  /** Somebody wants to read the thread of the message with this timestamp. */
  readonly onThread: (ts: string) => void;
  /** Stands before the first message. */
  readonly children: ReactNode;
}

/** Everything said in a channel, oldest first; it follows new messages unless somebody reads further up. */
export function ChannelLog(props: ChannelLogProps) {
  const { title, messages, notices, bot, shortcuts, onThread, children } = props;
  const { log, onScroll } = useFollowing();
  const announcement = useAnnouncement(messages);
  const { roots, replies } = threadsOf(messages);
  return (
    <section
      ref={log}
      className="log"
      role="log"
      // What changes in a message is not worth an interruption; new messages are announced apart.
      aria-live="off"
      aria-label={`Messages in ${title}`}
      onScroll={onScroll}
      onKeyDown={roving("article")}
      {...{ tabIndex: 0 }}
    >
      <div>
        <p className="unseen" role="status">
          {announcement}
        </p>
        {children}
        {daysOf(entriesOf(roots, notices), useNow()).map(({ day, entries }) => (
          <section key={day} aria-label={day}>
            <h2 className="day">
              <span>{day}</span>
            </h2>
            {entries.map(({ key, message, notice }) =>
              message ? (
                <MessageView key={key} {...{ message, bot, shortcuts }}>
                  <RepliesButton
                    replies={replies.get(message.ts) ?? []}
                    bot={bot}
                    onOpen={() => onThread(message.ts)}
                  />
                </MessageView>
              ) : (
                notice && <SlackbotSays key={key} notice={notice} />
              ),
            )}
          </section>
        ))}
      </div>
    </section>
  );
}

/** Slack's own voice; it speaks only to the person concerned. */
function SlackbotSays({ notice }: { readonly notice: Notice }) {
  return (
    <MessageFrame author={{ id: "slackbot", name: "Slackbot" }} ts={notice.ts} isPrivate>
      <p role="alert">{notice.text}</p>
    </MessageFrame>
  );
}

interface Entry {
  readonly key: string;
  /** When it was said. */
  readonly ts: string;
  readonly message?: Message;
  readonly notice?: Notice;
}

function entriesOf(messages: readonly Message[], notices: readonly Notice[]): readonly Entry[] {
  const said = messages.map((message) => ({ key: message.ts, ts: message.ts, message }));
  const told = notices.map((notice) => ({ key: `notice-${notice.ts}`, ts: notice.ts, notice }));
  return [...said, ...told].toSorted((one, other) => Number(one.ts) - Number(other.ts));
}

/** The entries by the day on which they stand. */
function daysOf(
  entries: readonly Entry[],
  now: Date,
): readonly { readonly day: string; readonly entries: readonly Entry[] }[] {
  const days = Map.groupBy(entries, ({ ts }) => dayName(dateOf(ts), now));
  return [...days].map(([day, those]) => ({ day, entries: those }));
}
