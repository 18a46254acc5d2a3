import { type KeyboardEvent, useState } from "react";
import type { Snapshot } from "../../local-slack/control.ts";

type Commands = Snapshot["commands"];

interface Writing {
  readonly text: string;
  readonly commands: Commands;
  readonly onComplete: (command: string) => void;
}

/** Which commands the text may become, and the keys that choose among them. */
export function useCompletion({ text, commands, onComplete }: Writing) {
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<string>();
  const offered = matching(text, commands);
  const isOpen = offered.length > 0 && dismissed !== text;
  const chosen = offered[active] ?? offered[0];

  /** Does what a key asks of the list; answers whether it asked for anything. */
  function steer(event: KeyboardEvent): boolean {
    if (!isOpen || !chosen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const completes = event.key === "Tab" || (event.key === "Enter" && chosen.command !== text);
    if (step !== undefined) setActive((active + step + offered.length) % offered.length);
    else if (event.key === "Escape") setDismissed(text);
    else if (completes) onComplete(chosen.command);
    return step !== undefined || event.key === "Escape" || completes;
  }
  return { offered, isOpen, active, steer, hint: hintFor(text, commands) };
}

function matching(text: string, commands: Commands): Commands {
  if (!text.startsWith("/") || text.includes(" ")) return [];
  return commands.filter(({ command }) => command.startsWith(text));
}

/** How a command goes on, once it is complete. */
function hintFor(text: string, commands: Commands): string | undefined {
  const known = commands.find(({ command }) => text.startsWith(`${command} `));
  return known && `${known.command} ${known.usageHint}`;
}
