import type { Channel, Person, Snapshot } from "../../local-slack/control.ts";
import { Avatar } from "./avatar.tsx";
import { roving } from "./roving.ts";

interface SidebarProps {
  readonly snapshot: Snapshot;
  readonly user: string;
  readonly roles: Readonly<Record<string, string>>;
  /** The id of the open channel. */
  readonly open: string | undefined;
  readonly unread: ReadonlySet<string>;
  readonly onOpen: (channel: string) => void;
  readonly onBecome: (user: string) => void;
  /** Somebody wants to see what crosses the wire. */
  readonly onWire: () => void;
}

/** The workspace: its channels, the app's direct messages, and who one is. */
export function Sidebar(props: SidebarProps) {
  const { snapshot, user, roles, open, unread, onOpen, onBecome, onWire } = props;
  const { team, bot, channels } = snapshot;
  const link = ({ id, kind, name }: Pick<Channel, "id" | "kind" | "name">, place = id) => (
    <ChannelLink
      key={place}
      {...{ kind, name }}
      isOpen={id === open}
      isUnread={unread.has(id)}
      onOpen={() => onOpen(place)}
    />
  );
  const direct = channels.find(({ kind }) => kind === "dm");
  return (
    <nav className="sidebar" id="sidebar" aria-label="Workspace">
      <header className="team">
        <strong>{team.name}</strong>
        <small>rootcheck playground</small>
      </header>
      <section className="sidebar-lists" aria-label="Channels and apps" onKeyDown={roving(".channel-link")}>
        <h2 className="sidebar-title">Channels</h2>
        <ul>{channels.filter(({ kind }) => kind !== "dm").map((channel) => link(channel))}</ul>
        <h2 className="sidebar-title">Apps</h2>
        <ul>{link({ id: direct?.id ?? bot.userId, kind: "dm", name: bot.name }, bot.userId)}</ul>
      </section>
      <button type="button" className="wire-opener" onClick={onWire}>
        <span aria-hidden="true">⇄</span> What crossed the wire
      </button>
      <WhoYouAre people={snapshot.people} user={user} roles={roles} onBecome={onBecome} />
    </nav>
  );
}

interface ChannelLinkProps {
  readonly kind: Channel["kind"];
  readonly name: string;
  readonly isOpen: boolean;
  readonly isUnread: boolean;
  readonly onOpen: () => void;
}

function ChannelLink({ kind, name, isOpen, isUnread, onOpen }: ChannelLinkProps) {
  return (
    <li>
      <button
        type="button"
        className={isUnread ? "channel-link channel-link-unread" : "channel-link"}
        aria-current={isOpen ? "page" : undefined}
        // One stop for Tab; the arrows go on from there.
        tabIndex={isOpen ? 0 : -1}
        onClick={onOpen}
      >
        {kind === "dm" ? (
          <Avatar id={name} name={name} isApp />
        ) : (
          <span className="channel-sign" aria-hidden="true">
            {kind === "private" ? <Lock /> : "#"}
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
