import { type ReactNode, type UIEvent, useLayoutEffect, useRef } from "react";
import type { Message } from "../../local-slack/control.ts";
import { MessageFrame, MessageView } from "./message.tsx";
import type { Notice } from "./notices.ts";
import { dateOf, dayName } from "./time.ts";

interface ChannelLogProps {
  readonly title: string;
  readonly messages: readonly Message[];
  /** What Slack itself tells the person here. */
  readonly notices: readonly Notice[];
  /** The app's user id. */
  readonly bot: string;
  /** Stands before the first message. */
  readonly children: ReactNode;
}

/** How near to its end, in pixels, a list counts as read to the end. */
const NEAR = 80;

/** Everything said in a channel, oldest first; it follows new messages unless somebody reads further up. */
export function ChannelLog({ title, messages, notices, bot, children }: ChannelLogProps) {
  const { log, onScroll } = useFollowing();
  return (
    <section
      ref={log}
      className="log"
      role="log"
      aria-live="polite"
      aria-label={`Messages in ${title}`}
      onScroll={onScroll}
    >
      <div>
        {children}
        {daysOf(entriesOf(messages, notices)).map(({ day, entries }) => (
          <section key={day} aria-label={day}>
            <h2 className="day">
              <span>{day}</span>
            </h2>
            {entries.map(({ key, message, notice }) =>
              message ? (
                <MessageView key={key} message={message} bot={bot} />
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

/** Keeps the end of a list in view while it grows, unless somebody has scrolled away from it. */
function useFollowing() {
  const log = useRef<HTMLElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    const content = log.current?.firstElementChild;
    if (!content) return;
    const observer = new ResizeObserver(() => {
      if (follows.current) log.current?.scrollTo({ top: log.current.scrollHeight });
    });
    observer.observe(content);
    return () => observer.disconnect();
  }, []);
  function onScroll({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent<HTMLElement>) {
    follows.current = scrollHeight - scrollTop - clientHeight < NEAR;
  }
  return { log, onScroll };
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
  /** Where it stands: replies stand with the message that they answer. */
  readonly place: string;
  readonly message?: Message;
  readonly notice?: Notice;
}

function entriesOf(messages: readonly Message[], notices: readonly Notice[]): readonly Entry[] {
  const said = messages.map((message) => ({
    key: message.ts,
    place: message.threadTs ?? message.ts,
    message,
  }));
  const told = notices.map((notice) => ({ key: `notice-${notice.ts}`, place: notice.ts, notice }));
  return [...said, ...told].toSorted((one, other) => Number(one.place) - Number(other.place));
}

/** The entries by the day on which they stand. */
function daysOf(
  entries: readonly Entry[],
): readonly { readonly day: string; readonly entries: readonly Entry[] }[] {
  const days = Map.groupBy(entries, ({ place }) => dayName(dateOf(place)));
  return [...days].map(([day, those]) => ({ day, entries: those }));
}
