import { useState } from "react";
import type { WireEntry } from "../../../local-slack/control.ts";
import { roving } from "../roving.ts";
import { SidePane } from "../side-pane.tsx";
import { exactly } from "../time.ts";
import { statusOf } from "./status.ts";
import { unfolded } from "./unfolded.ts";
import { useWireEntries } from "./wire-entries.ts";
import "./wire.css";

interface WirePaneProps {
  /** The app's name. */
  readonly bot: string;
  readonly onClose: () => void;
}

/** For the curious: what Slack and the app really said to each other. */
export function WirePane({ bot, onClose }: WirePaneProps) {
  const { entries, trouble } = useWireEntries();
  const [words, setWords] = useState("");
  const found = entries.filter((entry) => mentions(entry, words.trim().toLowerCase()));
  return (
    <SidePane title="What crossed the wire" about={`Slack and ${bot}`} onClose={onClose}>
      <div className="wire-filter">
        <input
          type="search"
          className="field"
          aria-label="Filter by text"
          placeholder="Filter by text"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <p role={trouble === undefined ? undefined : "alert"}>{trouble ?? countOf(found, entries)}</p>
      </div>
      <section className="pane-content" aria-label="Crossings" onKeyDown={roving("summary")}>
        {found.map((entry) => (
          <Crossing key={entry.number} entry={entry} bot={bot} />
        ))}
      </section>
    </SidePane>
  );
}

function countOf(found: readonly WireEntry[], entries: readonly WireEntry[]): string {
  if (found.length === entries.length) return `The latest ${entries.length}, newest first`;
  return `${found.length} of the latest ${entries.length}`;
}

function mentions(entry: WireEntry, words: string): boolean {
  const { name, sent, answered } = entry;
  return words === "" || `${name} ${JSON.stringify([sent, answered])}`.toLowerCase().includes(words);
}

interface CrossingProps {
  readonly entry: WireEntry;
  readonly bot: string;
}

function Crossing({ entry, bot }: CrossingProps) {
  const [isOpen, setOpen] = useState(false);
  const { word, isTrouble } = statusOf(entry);
  const at = new Date(entry.at);
  const [from, to] = entry.direction === "to-app" ? ["Slack", bot] : [bot, "Slack"];
  return (
    <details className="crossing" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span className="crossing-way">{`${from} → ${to}`}</span>
        <time dateTime={entry.at} title={exactly(at)}>
          {at.toLocaleTimeString()}
        </time>
        <strong>{entry.name}</strong>
        <span className={isTrouble ? "crossing-status crossing-trouble" : "crossing-status"}>
          {entry.repeated ? `${word}, repeated` : word}
        </span>
      </summary>
      {isOpen && (
        <>
          <Json title="Sent" value={entry.sent} />
          <Json title="Answered" value={entry.answered} />
        </>
      )}
    </details>
  );
}

function Json({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <section className="crossing-json" aria-label={title} {...{ tabIndex: 0 }}>
      <h3>{title}</h3>
      <pre>{JSON.stringify(unfolded(value), null, 2)}</pre>
    </section>
  );
}
