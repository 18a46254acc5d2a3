import type { Channel, Snapshot } from "../../local-slack/control.ts";
import type { Suggestion } from "../setting.ts";
import { escaped } from "./block-kit/mrkdwn.ts";
import { ChannelHeader, titleOf } from "./channel-header.tsx";
import { ChannelLog } from "./channel-log.tsx";
import { Composer } from "./composer.tsx";
import { deliver, noticeOf } from "./connection.ts";
import type { Drawer } from "./drawer.ts";
import type { Notices } from "./notices.ts";
import { Welcome } from "./welcome.tsx";

interface ConversationProps {
  readonly snapshot: Snapshot;
  readonly channel: Channel;
  readonly user: string;
  readonly notices: Notices;
  readonly suggestions: readonly Suggestion[];
  readonly drawer: Drawer;
  /** Whether something new was said elsewhere. */
  readonly hasUnread: boolean;
}

/** The open channel: its header, what was said, and the box to write in. */
export function Conversation(props: ConversationProps) {
  const { snapshot, channel, user, notices, suggestions, drawer, hasUnread } = props;
  const title = titleOf(channel, snapshot);
  const isHere = (said: { readonly channel: string }) => said.channel === channel.id;

  async function send(text: string) {
    const isCommand = text.startsWith("/");
    const request = { user, channel: channel.id, text: isCommand ? text : escaped(text) };
    const notice = noticeOf(await deliver(isCommand ? "command" : "message", request));
    if (notice !== undefined) notices.add({ user, channel: channel.id, text: notice });
  }

  return (
    <main>
      <ChannelHeader {...{ channel, title, drawer, hasUnread }} bot={snapshot.bot.name} />
      <ChannelLog
        key={`${user} ${channel.id}`}
        title={title}
        messages={snapshot.messages.filter(isHere)}
        notices={notices.all.filter((notice) => isHere(notice) && notice.user === user)}
        bot={snapshot.bot.userId}
      >
        <Welcome title={title} suggestions={suggestions} onTry={(command) => void send(command)} />
      </ChannelLog>
      {channel.archived ? (
        <p className="archived">This channel is archived. Nothing can be written here.</p>
      ) : (
        <Composer
          key={`composer ${user} ${channel.id}`}
          placeholder={`Message ${title}, or / for commands`}
          commands={snapshot.commands}
          onSend={(text) => void send(text)}
        />
      )}
    </main>
  );
}
