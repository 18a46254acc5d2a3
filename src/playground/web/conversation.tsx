import { useState } from "react";
import type { Channel, Snapshot } from "../../local-slack/control.ts";
import { type AppTab, AppTabs } from "./app-tabs.tsx";
import { ChannelHeader, titleOf } from "./channel-header.tsx";
import { ChannelLog } from "./channel-log.tsx";
import { Composer } from "./composer.tsx";
import type { Drawer } from "./drawer.ts";
import { HomeTab } from "./home-tab.tsx";
import { MenuButton } from "./menu-button.tsx";
import { itemsOf } from "./message-shortcuts.tsx";
import type { Notices } from "./notices.ts";
import { AwsPanel } from "./panel/aws-panel.tsx";
import { sendingFrom } from "./sending.ts";
import { SuggestionCards, SuggestionLine, SuggestionMenu } from "./suggestions.tsx";
import type { Trying } from "./trying.ts";
import { Welcome } from "./welcome.tsx";

interface ConversationProps {
  readonly snapshot: Snapshot;
  readonly channel: Channel;
  readonly user: string;
  readonly notices: Notices;
  readonly trying: Trying;
  readonly drawer: Drawer;
  /** Whether something new was said elsewhere. */
  readonly hasUnread: boolean;
  /** Somebody wants to read the thread of the message with this timestamp. */
  readonly onThread: (ts: string) => void;
}

/** The open channel: its header, and what was said there, or the app's Home. */
export function Conversation(props: ConversationProps) {
  const { snapshot, channel, user, trying, drawer, hasUnread } = props;
  const title = titleOf(channel, snapshot);
  const [tab, openTab] = useState<AppTab>("messages");
  const { send, startShortcut } = sendingFrom(props);
  const offered = {
    suggestions: channel.archived ? [] : trying.suggestions,
    onTry: (command: string) => {
      trying.setTried();
      openTab("messages");
      void send(command);
    },
  };
  const isApp = channel.kind === "dm";
  return (
    <main>
      <ChannelHeader {...{ channel, title, drawer, hasUnread }} bot={snapshot.bot.name}>
        <SuggestionMenu {...offered} />
        <AwsPanel onAsk={offered.onTry} />
      </ChannelHeader>
      {isApp && <AppTabs open={tab} onOpen={openTab} />}
      <div
        className="channel-body"
        {...(isApp && { role: "tabpanel", id: "app-panel", "aria-labelledby": `tab-${tab}` })}
      >
        {isApp && tab === "home" ? (
          <HomeTab user={user} home={snapshot.home} />
        ) : (
          <Messages
            {...props}
            {...{ title, offered }}
            onSend={(text) => void send(text)}
            onShortcut={(callbackId) => void startShortcut(callbackId)}
          />
        )}
      </div>
    </main>
  );
}

interface MessagesProps extends ConversationProps {
  readonly title: string;
  readonly offered: Parameters<typeof SuggestionCards>[0];
  readonly onSend: (text: string) => void;
  readonly onShortcut: (callbackId: string) => void;
}

/** What was said, and the box to write in. */
function Messages(props: MessagesProps) {
  const { snapshot, channel, user, title, offered, trying, onThread, onSend, onShortcut } = props;
  const isHere = (said: { readonly channel: string }) => said.channel === channel.id;
  const messages = snapshot.messages.filter(isHere);
  const notices = props.notices.all.filter((notice) => isHere(notice) && notice.user === user);
  const isEmpty = messages.length + notices.length === 0;
  const shortcuts = itemsOf(snapshot.shortcuts, "global");
  return (
    <>
      <ChannelLog
        {...{ title, messages, notices, onThread }}
        bot={snapshot.bot.userId}
        shortcuts={snapshot.shortcuts}
      >
        <Welcome title={title} bot={snapshot.bot.name}>
          <SuggestionCards {...offered} />
        </Welcome>
      </ChannelLog>
      {!isEmpty && !trying.hasTried && <SuggestionLine {...offered} />}
      {channel.archived ? (
        <p className="archived">This channel is archived. Nothing can be written here.</p>
      ) : (
        <Composer
          placeholder={`Message ${title}, or / for commands`}
          commands={snapshot.commands}
          onSend={onSend}
        >
          {shortcuts.length > 0 && (
            <MenuButton label="Shortcuts" className="icon-button" items={shortcuts} onChoose={onShortcut}>
              <span aria-hidden="true">+</span>
            </MenuButton>
          )}
        </Composer>
      )}
    </>
  );
}
