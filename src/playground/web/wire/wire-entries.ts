import { useEffect, useState } from "react";
import type { WireEntry } from "../../../local-slack/control.ts";

/** How many entries are shown at most. */
const SHOWN = 100;
const EVERY_MILLISECONDS = 1500;

/** What crossed the wire lately, newest first; looked at again and again for as long as somebody watches. */
export function useWireEntries() {
  const [entries, setEntries] = useState<readonly WireEntry[]>([]);
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    const gone = new AbortController();
    const look = () =>
      latest(gone.signal)
        .then((found) => {
          setTrouble(undefined);
          setEntries((shown) => (shown[0]?.number === found[0]?.number ? shown : found));
        })
        .catch((error: unknown) => {
          if (!gone.signal.aborted) setTrouble(`It cannot be read: ${String(error)}`);
        });
    const timer = setInterval(() => void look(), EVERY_MILLISECONDS);
    void look();
    return () => {
      clearInterval(timer);
      gone.abort();
    };
  }, []);
  return { entries, trouble };
}

async function latest(signal: AbortSignal): Promise<readonly WireEntry[]> {
  const response = await fetch(`/_control/wire?last=${SHOWN}`, { signal });
  if (!response.ok) throw new Error(await response.text());
  // Its own server's answer, so its shape is taken on trust.
  return ((await response.json()) as readonly WireEntry[]).toReversed();
}
