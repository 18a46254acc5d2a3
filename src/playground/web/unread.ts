import { useEffect, useState } from "react";
import type { Message } from "../../local-slack/control.ts";

/** How far somebody has read, by person and channel. */
export interface Seen {
  upTo(user: string, channel: string): number;
  read(user: string, channel: string, ts: number): void;
}

/** Remembers how far each person of the playground has read since the page was opened. */
export function useSeen(): Seen {
  const [seen, setSeen] = useState<ReadonlyMap<string, number>>(new Map());
  return {
    upTo: (user, channel) => seen.get(`${user} ${channel}`) ?? 0,
    read: (user, channel, ts) => setSeen((before) => new Map(before).set(`${user} ${channel}`, ts)),
  };
}

interface Reading {
  readonly user: string;
  readonly messages: readonly Message[];
  /** The id of the channel that the person looks at. */
  readonly open: string | undefined;
}

/** The channels in which something was said since this person last looked. */
export function useUnread(seen: Seen, { user, messages, open }: Reading): ReadonlySet<string> {
  const latest = new Map(messages.map(({ channel, ts }) => [channel, Number(ts)]));
  const here = open === undefined ? undefined : latest.get(open);
  const isNews = open !== undefined && here !== undefined && here > seen.upTo(user, open);
  useEffect(() => {
    if (isNews) seen.read(user, open, here);
  });
  const unread = [...latest].filter(([channel, ts]) => channel !== open && ts > seen.upTo(user, channel));
  return new Set(unread.map(([channel]) => channel));
}
