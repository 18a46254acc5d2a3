import { createContext, use } from "react";
import type { Snapshot } from "../../local-slack/control.ts";

/** What ids are called, for whoever looks; an id that is not here stands for itself, as in Slack. */
export interface Names {
  /** The user id of the person who looks. */
  readonly self: string;
  readonly people: ReadonlyMap<string, string>;
  readonly userGroups: ReadonlyMap<string, string>;
  readonly channels: ReadonlyMap<string, string>;
}

/** The names that a snapshot knows. */
export function namesFrom({ bot, people, userGroups, channels }: Snapshot, self: string): Names {
  return {
    self,
    people: new Map([...people.map(({ id, realName }) => [id, realName] as const), [bot.userId, bot.name]]),
    userGroups: new Map(userGroups.map(({ id, handle }) => [id, handle])),
    channels: new Map(channels.filter(({ kind }) => kind !== "dm").map(({ id, name }) => [id, name])),
  };
}

const nobody: Names = { self: "", people: new Map(), userGroups: new Map(), channels: new Map() };

const NamesContext = createContext(nobody);

/** Gives the names to everything below. */
export const NamesProvider = NamesContext.Provider;

/** The names that the nearest provider gives. */
export function useNames(): Names {
  return use(NamesContext);
}
