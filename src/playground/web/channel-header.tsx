import type { ReactNode } from "react";
import type { Channel, Snapshot } from "../../local-slack/control.ts";
import type { Drawer } from "./drawer.ts";

/** What a channel is called: `#security`, or the app for its direct messages. */
export function titleOf({ kind, name }: Channel, { bot }: Pick<Snapshot, "bot">): string {
  return kind === "dm" ? bot.name : `#${name}`;
}

interface ChannelHeaderProps {
  readonly channel: Channel;
  readonly title: string;
  /** The app's name. */
  readonly bot: string;
  readonly drawer: Drawer;
  readonly hasUnread: boolean;
  /** The buttons at the end of the line. */
  readonly children: ReactNode;
}

/** The line over the messages: where one is, and what is particular about it. */
export function ChannelHeader(props: ChannelHeaderProps) {
  const { channel, title, bot, drawer, hasUnread, children } = props;
  return (
    <header className="channel-header">
      <button
        type="button"
        className={hasUnread ? "icon-button sidebar-opener has-unread" : "icon-button sidebar-opener"}
        aria-label="Channels and people"
        aria-expanded={drawer.isOpen}
        aria-controls="sidebar"
        onClick={drawer.toggle}
      >
        ☰
      </button>
      <h1>{title}</h1>
      <p>{particularsOf(channel, bot).join("  ·  ")}</p>
      <div className="channel-tools">{children}</div>
    </header>
  );
}

function particularsOf(
  { kind, members, sharedWithOtherCompany, archived, hasBot }: Channel,
  bot: string,
): string[] {
  if (kind === "dm") return ["direct messages from the app"];
  return [
    `${members.length} ${members.length === 1 ? "person" : "people"}`,
    kind === "private" && "private",
    sharedWithOtherCompany && "shared with another company",
    archived && "archived",
    !hasBot && `${bot} is not in here`,
  ].filter((particular) => particular !== false);
}
