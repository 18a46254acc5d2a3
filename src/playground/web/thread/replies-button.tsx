import type { Message } from "../../../local-slack/control.ts";
import { Avatar } from "../avatar.tsx";
import { useNames } from "../names.tsx";
import { useNow } from "../now.ts";
import { dateOf, dayName, dayWord, timeOfDay } from "../time.ts";

interface RepliesButtonProps {
  readonly replies: readonly Message[];
  /** The app's user id. */
  readonly bot: string;
  readonly onOpen: () => void;
}

/** Under a message that was answered: how often, by whom, when last; leads to its thread. */
export function RepliesButton({ replies, bot, onOpen }: RepliesButtonProps) {
  const { people } = useNames();
  const now = useNow();
  const last = replies.at(-1);
  if (!last) return null;
  const authors = [...new Set(replies.map(({ user }) => user))];
  return (
    <button type="button" className="replies" onClick={onOpen}>
      {authors.map((id) => (
        <Avatar key={id} id={id} name={people.get(id) ?? id} isApp={id === bot} />
      ))}
      <strong>{repliesCounted(replies.length)}</strong>
      <small>Last reply {when(dateOf(last.ts), now)}</small>
    </button>
  );
}

/** "1 reply", "2 replies". */
export function repliesCounted(count: number): string {
  return count === 1 ? "1 reply" : `${count} replies`;
}

function when(date: Date, now: Date): string {
  const day = dayWord(date, now) ?? `on ${dayName(date, now)}`;
  return `${day} at ${timeOfDay(date)}`;
}
