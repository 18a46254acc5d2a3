import { auditName } from "../../domain/audit.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import { type Alert, type AlertCause, alertName, type LostAccount } from "../../domain/watch.ts";
import type { AlertsShown } from "../../watches/alert-messenger.ts";
import {
  type Block,
  bold,
  button,
  context,
  controls,
  emoji,
  type Message,
  paragraph,
  type Span,
} from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, figure } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { listPlaceText } from "../list-place.ts";
import { capitalized, literal } from "../text.ts";
import { dateToken } from "../time-words.ts";
import { auditAgainButton } from "./audit-trust.ts";
import { reasonWords } from "./coverage.ts";
import { failureOf, viewBlocks } from "./finding.ts";
import { nameOf } from "./names.ts";
import { notice } from "./notice.ts";

/** In full; of the others it is said how many there are. */
const MOST_IN_FULL = 5;

/** So many audits are told apart; the others are counted. */
const MOST_AUDITS = 4;

/** So many ids, or ranges of ids, always fit one text. */
const IDS_IN_A_TEXT = 120;

type AuditCause = Exclude<AlertCause, { readonly kind: "finding" }>;

/** What is wrong now: findings with what can be done about them, then audits that could not see all. */
export function alertsMessage({ alerts, views }: AlertsShown, now: Date): Message {
  const findings = findingsIn(alerts, views);
  const audits = alerts.flatMap(({ cause }) => (cause.kind === "finding" ? [] : [cause]));
  const lead = [...leadOf(findings), ...(findings.length === 0 ? [] : [findingsNamed(findings)])];
  const troubles = audits.slice(0, MOST_AUDITS);
  const spoken = [lead, ...troubles.map(troubleSpans)].filter((spans) => spans.length > 0);
  return {
    text: spoken.map((spans) => notice(...spans).text).join(" "),
    blocks: withinBudget(Math.min(findings.length, MOST_IN_FULL), (shown) => [
      ...(findings.length > 0 ? [paragraph(emoji(signOf(findings)), " ", ...leadOf(findings))] : []),
      ...findings.slice(0, shown).flatMap((view) => viewBlocks(view, now)),
      ...(findings.length > shown ? [moreBlock(findings.length - shown)] : []),
      ...troubles.flatMap(troubleBlocks),
      ...(audits.length > MOST_AUDITS
        ? [paragraph(`And ${counted(audits.length - MOST_AUDITS, "more audit")} in trouble.`)]
        : []),
      idLine(alerts),
    ]),
  };
}

/** Each once, what nobody has taken on first. */
function findingsIn(
  alerts: readonly Alert[],
  views: ReadonlyMap<number, FindingView>,
): readonly FindingView[] {
  const ids = alerts.flatMap(({ cause }) => (cause.kind === "finding" ? [cause.findingId] : []));
  return [...new Set(ids)]
    .flatMap((id) => views.get(id) ?? [])
    .sort((one, other) => Number(isOpen(other)) - Number(isOpen(one)));
}

function isOpen({ finding }: FindingView): boolean {
  return finding.state === "open";
}

function signOf(findings: readonly FindingView[]): string {
  return findings.some(isOpen) ? "rotating_light" : "white_check_mark";
}

function leadOf(findings: readonly FindingView[]): readonly Span[] {
  if (findings.length === 0) return [];
  const open = findings.filter(isOpen);
  const [first] = open;
  if (!first) return [bold("Nothing here waits for somebody any more.")];
  if (open.length > 1) return [bold(`${figure(open.length)} critical findings need somebody now.`)];
  return [bold(`${placeOf(first)} needs somebody now.`)];
}

function findingsNamed(findings: readonly FindingView[]): string {
  const named = findings
    .slice(0, MOST_IN_FULL)
    .map((view) => `${literal(failureOf(view).failure.headline, 120)}, ${placeOf(view)}`);
  return ` ${named.join("; ")}.`;
}

function placeOf(view: FindingView): string {
  const { subject } = failureOf(view);
  return subject.kind === "account" ? nameOf(subject.account) : "The organization";
}

function troubleBlocks(cause: AuditCause): readonly Block[] {
  const line = paragraph(emoji("warning"), " ", ...troubleSpans(cause));
  const scope = cause.kind === "coverage" ? cause.scope : undefined;
  return scope ? [line, controls(auditAgainButton({ scope }))] : [line];
}

function troubleSpans(cause: AuditCause): readonly Span[] {
  const audit = auditName(cause.auditId);
  if (cause.kind === "audit")
    return [bold(`Audit ${audit} did not come to its end. `), literal(cause.trouble, 400)];
  const { lost, accounts } = cause;
  const more = lost - accounts.length;
  return [
    bold(`${counted(lost, "account")} cannot be read any more. `),
    ...lostNamed(accounts).map((named) => `${named}. `),
    ...(more > 0 ? [`And ${counted(more, "more account")}. `] : []),
    `Audit ${audit} could not, the one before it could.`,
  ];
}

/** By why they cannot be read: "Access denied: prod, staging". */
function lostNamed(accounts: readonly LostAccount[]): readonly string[] {
  const byReason = Map.groupBy(accounts, ({ why }) => why);
  return [...byReason].map(([why, alike]) => {
    const reason = why ? capitalized(reasonWords(why)) : "Reason not kept";
    return `${reason}: ${alike.map(nameOf).join(", ")}`;
  });
}

function moreBlock(more: number): Block {
  const value = listPlaceText({ filter: "open", offset: 0 });
  return controls(button({ id: actionIds.findingsList, label: `And ${figure(more)} more`, value }));
}

/** By its id an alert that came twice is known again, so none is left out. */
function idLine(alerts: readonly Alert[]): Block {
  const ids = idRanges(alerts.map(({ id }) => id));
  const texts: string[] = [];
  for (let from = 0; from < ids.length; from += IDS_IN_A_TEXT)
    texts.push(ids.slice(from, from + IDS_IN_A_TEXT).join(", "));
  const [first] = alerts;
  const end = [texts.pop() ?? "", ...(first ? [dateToken(first.at)] : []), "from a watch"].join("  ·  ");
  return context(...texts.map((text) => ({ markup: `${text},` })), { markup: end });
}

/** Those that follow one another as one: "AL12–AL19". */
function idRanges(ids: readonly number[]): readonly string[] {
  const ranges: { from: number; to: number }[] = [];
  for (const id of ids.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last?.to === id - 1) last.to = id;
    else ranges.push({ from: id, to: id });
  }
  return ranges.map(({ from, to }) =>
    from === to ? alertName(from) : `${alertName(from)}–${alertName(to)}`,
  );
}
