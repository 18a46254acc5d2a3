import type { LogExcerpt, LogFilter, LogPage, ShownEntry } from "../../../src/audit-log/read-log.ts";
import { HOSTILE } from "./samples.ts";

/** Entries of every shape, newest first, as many as asked for; all that comes from elsewhere is hostile. */
function shownEntry(position: number): ShownEntry {
  const at = new Date(Date.UTC(2026, 10, 22, 10, position));
  const common = { position, at, actor: `U${position}` };
  const shapes: readonly ShownEntry[] = [
    {
      ...common,
      action: "decision",
      subject: `F${position}`,
      details: { before: "open", after: "acknowledged" },
    },
    {
      ...common,
      action: "audit-requested",
      subject: `A${position}`,
      details: { unit: HOSTILE, joined: false },
    },
    {
      ...common,
      actor: "rootcheck",
      action: "configuration",
      details: { settings: { people: { viewers: [] } } },
    },
    { ...common, action: HOSTILE, subject: HOSTILE.repeat(20), details: { note: HOSTILE.repeat(50) } },
    { ...common, action: "log-read", details: {} },
  ];
  return shapes[position % shapes.length] ?? { ...common, action: "log-read", details: {} };
}

/** A page of a log in which everything fits the filter. */
export function excerptOf(filter: LogFilter, page: LogPage): LogExcerpt {
  const { upTo, offset, limit } = page;
  const positions = Array.from({ length: upTo }, (_, index) => upTo - index).slice(offset, offset + limit);
  return { filter, page, total: upTo, entries: positions.map(shownEntry) };
}
