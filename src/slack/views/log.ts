import type { LogExcerpt, LogFilter, ShownEntry } from "../../audit-log/read-log.ts";
import { type LogAction, type LogHead, logActions, ROOTCHECK } from "../../domain/audit-log.ts";
import {
  type Block,
  bold,
  button,
  code,
  context,
  controls,
  type Message,
  paragraph,
  person,
  type Span,
} from "../blocks.ts";
import { counted, figure } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { logPageText } from "../log-page.ts";
import { literal } from "../text.ts";
import { dateSpan } from "../time-words.ts";
import { channelOf, logDetailParts } from "./log-details.ts";
import { notice } from "./notice.ts";

/** A page of the audit log, newest first. */
export function logMessage(excerpt: LogExcerpt): Message {
  const { filter, page, entries, total } = excerpt;
  const heading: readonly Span[] = [bold("Audit log"), ...aboutOf(filter)];
  if (entries.length === 0)
    return {
      text: "Audit log: no entries",
      blocks: [paragraph(...heading), paragraph("There are no entries.")],
    };
  const shown = `${figure(page.offset + 1)} to ${figure(page.offset + entries.length)}`;
  return {
    text: `Audit log: ${counted(total, "entry", "entries")}, newest first`,
    blocks: [
      paragraph(...heading),
      context(`${counted(total, "entry", "entries")}, newest first  ·  ${shown}`),
      ...entries.map((entry) => paragraph(...linesOf(entry))),
      turning(excerpt),
    ],
  };
}

/** What the export came to; the file itself comes as a direct message. */
export function exportedMessage({ count, hash }: LogHead): Message {
  return notice(
    `The audit log, ${counted(count, "entry", "entries")}, is in your direct messages from rootcheck. Its last hash is `,
    code(hash.slice(0, 16)),
    ".",
  );
}

function aboutOf(filter: LogFilter): readonly Span[] {
  if (filter.kind === "all") return [];
  return filter.kind === "actor"
    ? ["  ·  ", person(filter.actor)]
    : ["  ·  account ", code(filter.accountId)];
}

/** What each action is called after the name of who did it. */
const DEEDS: Record<LogAction, string> = {
  configuration: "started",
  "audit-requested": "asked for an audit",
  "audit-cancelled": "cancelled an audit",
  "look-up": "looked up",
  decision: "decided on",
  "clock-started": "started the clock of the baseline",
  "digest-changed": "changed the digest",
  "watch-changed": "changed the watch of",
  "doctor-asked": "asked the doctor",
  "log-read": "looked into this log",
  export: "exported",
};

function linesOf({ at, actor, action, subject, details }: ShownEntry): readonly Span[] {
  const parts = logDetailParts(action === "configuration" ? changesIn(details) : details);
  return [
    dateSpan(at),
    "  ·  ",
    actor === ROOTCHECK ? bold("rootcheck") : person(actor),
    ` ${deedOf(action)}`,
    ...(subject === undefined ? [] : [" ", subjectOf(action, subject)]),
    ...parts.flatMap((part, index) => [index === 0 ? "\n" : "  ·  ", ...part]),
  ];
}

function subjectOf(action: string, subject: string): Span {
  return action === "watch-changed" ? channelOf(subject) : code(literal(subject, 60));
}

/** The settings as a whole are for the exported file. */
function changesIn({ before, after }: ShownEntry["details"]): ShownEntry["details"] {
  return after === undefined ? {} : { before, after };
}

function deedOf(action: string): string {
  const known = logActions.find((one) => one === action);
  return known ? DEEDS[known] : literal(action, 40);
}

function turning({ filter, page, total }: LogExcerpt): Block {
  const { upTo, offset, limit } = page;
  const at = (to: number) => logPageText(filter, { upTo, offset: to });
  return controls(
    ...(offset > 0
      ? [button({ id: actionIds.logNewer, label: "Newer", value: at(Math.max(0, offset - limit)) })]
      : []),
    ...(offset + limit < total
      ? [button({ id: actionIds.logOlder, label: "Older", value: at(offset + limit) })]
      : []),
    button({ id: actionIds.logExport, label: "Export all", value: "all" }),
  );
}
