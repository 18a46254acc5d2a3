import { useState } from "react";
import type { Message } from "../../local-slack/control.ts";
import { useNames } from "./names.tsx";

/** The latest message that somebody else has said since this was first asked, to be read aloud; once, however it changes. */
export function useAnnouncement(messages: readonly Message[]): string {
  const { self, people } = useNames();
  const latest = messages.at(-1);
  const [announced, setAnnounced] = useState({ ts: latest?.ts ?? "0", text: "" });
  if (latest && latest.user !== self && Number(latest.ts) > Number(announced.ts)) {
    setAnnounced({ ts: latest.ts, text: `${people.get(latest.user) ?? latest.user}: ${latest.text}` });
  }
  return announced.text;
}
