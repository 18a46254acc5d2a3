import { useEffect, useState } from "react";
import type { Delivery, Snapshot } from "../../local-slack/control.ts";

/** Slack as one person sees it, kept up to date. */
export interface Connection {
  /** Absent until the first one has come. */
  readonly snapshot?: Snapshot;
  readonly lost: boolean;
}

/** Follows what this person sees; the browser itself connects again after an interruption. */
export function useConnection(user: string): Connection {
  const [latest, setLatest] = useState<{ readonly user: string; readonly snapshot: Snapshot }>();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const events = new EventSource(`/_control/events?as=${encodeURIComponent(user)}`);
    events.onopen = () => setLost(false);
    events.onerror = () => setLost(true);
    events.onmessage = ({ data }) => setLatest({ user, snapshot: JSON.parse(data) as Snapshot });
    return () => events.close();
  }, [user]);
  // Nobody is shown for a moment what only the person before may see.
  return latest?.user === user ? { snapshot: latest.snapshot, lost } : { lost };
}

/** What a person can do, as the paths under `/_control/`. */
export type Deed = "command" | "message" | "action" | "options" | "submit" | "close" | "home" | "shortcut";

/** Does something in the person's name. Whatever goes wrong on the way is an outcome with a notice too. */
export async function deliver(deed: Deed, request: unknown): Promise<Delivery> {
  try {
    const response = await fetch(`/_control/${deed}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    });
    if (!response.ok) return unreachable(`That did not work: ${await response.text()}`);
    return (await response.json()) as Delivery;
  } catch (error) {
    return unreachable(`The playground does not answer; is it still running? (${String(error)})`);
  }
}

function unreachable(notice: string): Delivery {
  return { outcome: "unreachable", notice };
}

/** What to tell the person about a delivery; a failure is never silent. */
export function noticeOf({ outcome, notice }: Delivery): string | undefined {
  if (notice !== undefined) return notice;
  const isFailure = outcome === "timeout" || outcome === "refused" || outcome === "unreachable";
  return isFailure ? `The app did not take this (${outcome}).` : undefined;
}
