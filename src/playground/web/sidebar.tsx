import type { Channel, Person, Snapshot } from "../../local-slack/control.ts";
import { Avatar } from "./avatar.tsx";

interface SidebarProps {
  readonly snapshot: Snapshot;
  readonly user: string;
  readonly roles: Readonly<Record<string, string>>;
  /** The id of the open channel. */
  readonly open: string | undefined;
  readonly unread: ReadonlySet<string>;
  readonly onOpen: (channel: string) => void;
  readonly onBecome: (user: string) => void;
}

/** The workspace: its channels, the app's direct messages, and who one is. */
export function Sidebar({ snapshot, user, roles, open, unread, onOpen, onBecome }: SidebarProps) {
  const { team, bot, channels } = snapshot;
  const link = (channel: Channel, name: string) => (
    <ChannelLink
      key={channel.id}
      channel={channel}
      name={name}
      isOpen={channel.id === open}
      isUnread={unread.has(channel.id)}
      onOpen={onOpen}
    />
  );
  const direct = channels.filter(({ kind }) => kind === "dm");
  return (
    <nav className="sidebar" id="sidebar" aria-label="Workspace">
      <header className="team">
        <strong>{team.name}</strong>
        <small>rootcheck playground</small>
      </header>
      <div className="sidebar-lists">
        <h2 className="sidebar-title">Channels</h2>
        <ul>{channels.filter(({ kind }) => kind !== "dm").map((channel) => link(channel, channel.name))}</ul>
        <h2 className="sidebar-title">Apps</h2>
        <ul>
          {direct.map((channel) => link(channel, bot.name))}
          {direct.length === 0 && <li className="sidebar-hint">{bot.name} has not written to you yet</li>}
        </ul>
      </div>
      <WhoYouAre people={snapshot.people} user={user} roles={roles} onBecome={onBecome} />
    </nav>
  );
}

interface ChannelLinkProps {
  readonly channel: Channel;
  readonly name: string;
  readonly isOpen: boolean;
  readonly isUnread: boolean;
  readonly onOpen: (channel: string) => void;
}

function ChannelLink({ channel, name, isOpen, isUnread, onOpen }: ChannelLinkProps) {
  return (
    <li>
      <button
        type="button"
        className={isUnread ? "channel-link channel-link-unread" : "channel-link"}
        aria-current={isOpen ? "page" : undefined}
        onClick={() => onOpen(channel.id)}
      >
        {channel.kind === "dm" ? (
          <Avatar id={channel.id} name={name} isApp />
        ) : (
          <span className="channel-sign" aria-hidden="true">
            {channel.kind === "private" ? <Lock /> : "#"}
          </span>
        )}
        <span className="channel-name">{name}</span>
        {isUnread && <span className="unread-mark">new</span>}
      </button>
    </li>
  );
}

function Lock() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M5 7V5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <rect x="3" y="7" width="10" height="7.5" rx="1.5" fill="currentColor" />
    </svg>
  );
}

const KINDS: Readonly<Record<Person["kind"], string>> = {
  member: "member",
  guest: "guest",
  bot: "bot",
  "other-company": "from another company",
  deactivated: "deactivated",
};

interface WhoYouAreProps {
  readonly people: readonly Person[];
  readonly user: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly onBecome: (user: string) => void;
}

/** Lets the visitor be somebody else, because what one may do depends on who one is. */
function WhoYouAre({ people, user, roles, onBecome }: WhoYouAreProps) {
  const present = people.filter(({ kind }) => kind !== "bot" && kind !== "deactivated");
  const self = present.find(({ id }) => id === user);
  return (
    <label className="who">
      <Avatar id={user} name={self?.realName ?? user} />
      <span>
        <small>You are</small>
        <select value={user} onChange={({ target }) => onBecome(target.value)}>
          {present.map(({ id, realName, kind }) => (
            <option key={id} value={id}>
              {realName} · {roles[id] ?? KINDS[kind]}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}
