import type { Snapshot } from "../../local-slack/control.ts";
import type { Setting } from "../setting.ts";
import { useConnection } from "./connection.ts";
import { Conversation } from "./conversation.tsx";
import { useDrawer } from "./drawer.ts";
import { Modal } from "./modal.tsx";
import { NamesProvider, namesFrom } from "./names.tsx";
import { type Notices, useNotices } from "./notices.ts";
import { type Place, usePlace } from "./place.ts";
import { Sidebar } from "./sidebar.tsx";
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
      {snapshot && <Workspace {...{ snapshot, setting, place, notices, seen }} onGo={go} />}
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
  const { channels, messages, modals } = snapshot;
  const channel = channels.find(({ id }) => id === place.channel) ?? channels[0];
  const unread = useUnread(seen, { user, messages, open: channel?.id });
  const drawer = useDrawer();
  const modal = modals.at(-1);
  const go = (next: Partial<Place>) => {
    drawer.close();
    onGo({ ...place, ...next });
  };

  return (
    <NamesProvider value={namesFrom(snapshot, user)}>
      <div className={drawer.isOpen ? "workspace workspace-sidebar" : "workspace"}>
        <Sidebar
          {...{ snapshot, user, unread }}
          roles={setting.roles}
          open={channel?.id}
          onOpen={(id) => go({ channel: id })}
          onBecome={(id) => go({ user: id })}
        />
        <button
          type="button"
          className="sidebar-backdrop"
          aria-label="Back to the channel"
          onClick={drawer.close}
        />
        {channel && (
          <Conversation
            {...{ snapshot, channel, user, notices, drawer }}
            suggestions={setting.suggestions}
            hasUnread={unread.size > 0}
          />
        )}
      </div>
      {modal && <Modal key={modal.id} open={modal} user={user} />}
    </NamesProvider>
  );
}
