import { useState } from "react";

/** What Slack itself tells one person in a channel, such as that an app did not answer. */
export interface Notice {
  readonly user: string;
  readonly channel: string;
  /** Seconds, as in a message's timestamp. */
  readonly ts: string;
  readonly text: string;
}

/** What Slack said, and the way to let it say more. */
export interface Notices {
  readonly all: readonly Notice[];
  add(notice: Omit<Notice, "ts">): void;
}

/** The notices since the page was opened; Slack forgets them too. */
export function useNotices(): Notices {
  const [all, setAll] = useState<readonly Notice[]>([]);
  return {
    all,
    add: (notice) => setAll((before) => [...before, { ...notice, ts: String(Date.now() / 1000) }]),
  };
}
