import { useState } from "react";
import type { Snapshot } from "../../local-slack/control.ts";
import type { Setting } from "../setting.ts";
import { useConnection } from "./connection.ts";
import { Conversation } from "./conversation.tsx";
import { useDrawer } from "./drawer.ts";
import { Modal } from "./modal.tsx";
import { NamesProvider, namesFrom } from "./names.tsx";
import { type Notices, useNotices } from "./notices.ts";
import { NowProvider } from "./now.ts";
import { useOpenChannel } from "./open-channel.ts";
import { type Pane, PaneView } from "./pane.tsx";
import { type Place, usePlace } from "./place.ts";
import { Sidebar } from "./sidebar.tsx";
import { useTrying } from "./trying.ts";
import { type Seen, useSeen, useUnread } from "./unread.ts";

/** The whole page: Slack as one person sees it. */
export function App({ setting }: { readonly setting: Setting }) {
  const [place, go] = usePlace(setting.opening);
  const { snapshot, lost } = useConnection(place.user);
  const notices = useNotices();
  const seen = useSeen();
  return (
    <>
      {lost && (
        <p className="banner" role="alert">
          The playground does not answer. Trying again…
        </p>
      )}
      {snapshot && (
        <NowProvider value={new Date(snapshot.now)}>
          <Workspace {...{ snapshot, setting, place, notices, seen }} onGo={go} />
        </NowProvider>
      )}
    </>
  );
}

interface WorkspaceProps {
  readonly snapshot: Snapshot;
  readonly setting: Setting;
  readonly place: Place;
  readonly notices: Notices;
  readonly seen: Seen;
  readonly onGo: (place: Place) => void;
}

function Workspace({ snapshot, setting, place, notices, seen, onGo }: WorkspaceProps) {
  const { user } = place;
  const { messages, modals } = snapshot;
  const channel = useOpenChannel(snapshot, place);
  const unread = useUnread(seen, { user, messages, open: channel?.id });
  const drawer = useDrawer();
  const trying = useTrying(setting.suggestions);
  const [pane, openPane] = useState<Pane>();
  const modal = modals.at(-1);
  const go = (next: Partial<Place>) => {
    drawer.close();
    onGo({ ...place, ...next });
  };

  return (
    <NamesProvider value={namesFrom(snapshot, user)}>
      <button type="button" className="skip-link" onClick={skipToMessages}>
        Skip to the messages
      </button>
      <div className={drawer.isOpen ? "workspace workspace-sidebar" : "workspace"}>
        <Sidebar
          {...{ snapshot, user, unread }}
          roles={setting.roles}
          open={channel?.id}
          onOpen={(id) => go({ channel: id })}
          onBecome={(id) => go({ user: id })}
          onWire={() => {
            drawer.close();
            openPane({ kind: "wire" });
          }}
        />
        <button
          type="button"
          className="sidebar-backdrop"
          aria-label="Back to the channel"
          onClick={drawer.close}
        />
        {channel && (
          <Conversation
            key={`${user} ${channel.id}`}
            {...{ snapshot, channel, user, notices, trying, drawer }}
            hasUnread={unread.size > 0}
            onThread={(ts) => openPane({ kind: "thread", channel: channel.id, ts })}
          />
        )}
        {channel && pane && <PaneView {...{ pane, snapshot, channel }} onClose={() => openPane(undefined)} />}
      </div>
      {modal && <Modal key={modal.id} open={modal} user={user} />}
    </NamesProvider>
  );
}

function skipToMessages(): void {
  document.querySelector<HTMLElement>("main [role=log], main [role=tabpanel]")?.focus();
}
