import { createContext, use } from "react";
import type { Snapshot } from "../../local-slack/control.ts";

/** What ids are called, for whoever looks. */
export interface Names {
  readonly self: string;
  person(id: string): string;
  userGroup(id: string): string;
  channel(id: string): string;
}

/** The names that a snapshot knows; an id that it does not know stands for itself, as in Slack. */
export function namesFrom({ bot, people, userGroups, channels }: Snapshot, self: string): Names {
  const persons = new Map(people.map(({ id, realName }) => [id, realName]));
  persons.set(bot.userId, bot.name);
  const groups = new Map(userGroups.map(({ id, handle }) => [id, handle]));
  const places = new Map(channels.map(({ id, name }) => [id, name]));
  return {
    self,
    person: (id) => persons.get(id) ?? id,
    userGroup: (id) => groups.get(id) ?? id,
    channel: (id) => places.get(id) ?? id,
  };
}

const NamesContext = createContext<Names>({
  self: "",
  person: (id) => id,
  userGroup: (id) => id,
  channel: (id) => id,
});

export const NamesProvider = NamesContext.Provider;

export function useNames(): Names {
  return use(NamesContext);
}
