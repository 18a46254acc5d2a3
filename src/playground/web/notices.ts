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
  /** Lets Slack say something now, which is after the moment `after`, in seconds. */
  add(notice: Omit<Notice, "ts">, after: number): void;
}

/** The notices since the page was opened; Slack forgets them too. */
export function useNotices(): Notices {
  const [all, setAll] = useState<readonly Notice[]>([]);
  return {
    all,
    add(notice, after) {
      // Slack's clock may be ahead of the browser's.
      const ts = String(Math.max(Date.now() / 1000, after + 0.0001));
      setAll((before) => [...before, { ...notice, ts }]);
    },
  };
}
