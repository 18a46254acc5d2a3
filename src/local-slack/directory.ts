import type { Channel, Person, UserGroup } from "./control.ts";
import type { Workspace } from "./workspace.ts";

/** The people, groups and channels as they are now; direct messages come into being when they are opened. */
export interface Directory {
  people(): readonly Person[];
  person(id: string): Person | undefined;
  userGroups(): readonly UserGroup[];
  channels(): readonly Channel[];
  channel(id: string): Channel | undefined;
  /** The direct messages between the app and a person, opened if they were not. */
  directMessages(user: string): Channel;
  changeChannel(id: string, change: Partial<Omit<Channel, "id">>): Channel | undefined;
  changeUserGroup(id: string, members: readonly string[]): UserGroup | undefined;
  /** Whether this person sees what is said to everybody in the channel. */
  maySee(user: string, channel: Channel): boolean;
}

export function createDirectory(workspace: Workspace): Directory {
  const people = new Map(workspace.people.map((person) => [person.id, person]));
  const groups = new Map(workspace.userGroups.map((group) => [group.id, group]));
  const channels = new Map(workspace.channels.map((channel) => [channel.id, channel]));

  function directMessages(user: string): Channel {
    const id = `D${user.slice(1)}`;
    const opened = channels.get(id) ?? newDirectMessages(id, user);
    channels.set(id, opened);
    return opened;
  }

  function changeChannel(id: string, change: Partial<Omit<Channel, "id">>): Channel | undefined {
    const channel = channels.get(id);
    if (!channel) return undefined;
    const changed = { ...channel, ...change };
    channels.set(id, changed);
    return changed;
  }

  function changeUserGroup(id: string, members: readonly string[]): UserGroup | undefined {
    const group = groups.get(id);
    if (!group) return undefined;
    const changed = { ...group, members };
    groups.set(id, changed);
    return changed;
  }

  return {
    people: () => [...people.values()],
    person: (id) => people.get(id),
    userGroups: () => [...groups.values()],
    channels: () => [...channels.values()],
    channel: (id) => channels.get(id),
    directMessages,
    changeChannel,
    changeUserGroup,
    maySee(user, channel) {
      if (channel.members.includes(user)) return people.get(user)?.kind !== "deactivated";
      return channel.kind === "public" && people.get(user)?.kind === "member";
    },
  };
}

function newDirectMessages(id: string, user: string): Channel {
  return {
    id,
    name: "directmessage",
    kind: "dm",
    members: [user],
    sharedWithOtherCompany: false,
    archived: false,
    hasBot: true,
  };
}
