import type { AccountGroup, FindingGroup } from "../../domain/digest.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import { type Block, bold, emoji, paragraph, person, type Span } from "../blocks.ts";
import { figure } from "../count-words.ts";
import { literal } from "../text.ts";
import { daySpan } from "../time-words.ts";
import { failureOf, viewBlocks, viewLine } from "./finding.ts";
import { idSpans, nameOf } from "./names.ts";
import { checkOf } from "./results.ts";

/** How much is shown of each group: so many findings in full, then so many as lines; the rest is counted. */
export interface Room {
  readonly full: number;
  readonly lines: number;
}

export interface GroupShown {
  readonly title: string;
  readonly more?: string;
  readonly group: FindingGroup;
  readonly views: ReadonlyMap<number, FindingView>;
  readonly room: Room;
  readonly line: (view: FindingView) => readonly Span[];
  readonly now: Date;
}

/** Findings of one kind under their heading; what is not known any more is only counted. */
export function findingGroup({ title, more = "", group, views, room, line, now }: GroupShown): Block[] {
  if (group.total === 0) return [];
  const known = group.findingIds.flatMap((id) => views.get(id) ?? []);
  const full = known.slice(0, room.full);
  const short = known.slice(full.length, full.length + room.lines);
  const rest = group.total - full.length - short.length;
  const heading: readonly Span[] = [bold(title), more];
  const lines = [...short.map(line), ...restLines(rest, full.length + short.length)];
  if (full.length === 0) return [paragraph(...joined([heading, ...lines]))];
  return [
    paragraph(...heading),
    ...full.flatMap((view) => viewBlocks(view, now)),
    ...(lines.length > 0 ? [paragraph(...joined(lines))] : []),
  ];
}

/** Accounts of one kind under their heading. */
export function accountGroup(title: string, { total, accounts }: AccountGroup, room: Room): Block[] {
  if (total === 0) return [];
  const shown = accounts.slice(0, room.lines);
  const lines = shown.map((account): readonly Span[] => [nameOf(account), ...idSpans(account)]);
  return [paragraph(...joined([[bold(title)], ...lines, ...restLines(total - shown.length, shown.length)]))];
}

function restLines(rest: number, shown: number): readonly (readonly Span[])[] {
  if (rest <= 0) return [];
  return [[shown > 0 ? `and ${figure(rest)} more` : `${figure(rest)} in all`]];
}

function joined(lines: readonly (readonly Span[])[]): readonly Span[] {
  return lines.flatMap((line, index) => (index === 0 ? line : ["\n", ...line]));
}

/** One that needs somebody, and who has it. */
export function openLine(view: FindingView): readonly Span[] {
  return [...viewLine(view), ...sinceSpans(view)];
}

/** One that became overdue: who has it, and since when it should be done. */
export function overdueLine(view: FindingView): readonly Span[] {
  const { dueAt, state } = view.finding;
  const isWaiting = state === "open" || state === "acknowledged";
  const due: readonly Span[] = isWaiting && dueAt ? ["  ·  was due ", daySpan(dueAt)] : [];
  return [...viewLine(view), ...sinceSpans(view), ...due];
}

/** One that AWS says is fixed, unless it fails again meanwhile. */
export function fixedLine(view: FindingView): readonly Span[] {
  const isStill = view.finding.state === "resolved";
  return endedLine(isStill ? "white_check_mark" : "warning", view, isStill ? "" : "fails again");
}

/** One that ended without a fix, unless it is asked again meanwhile. */
export function closedLine(view: FindingView): readonly Span[] {
  const isStill = view.finding.state === "closed";
  return endedLine(isStill ? "heavy_minus_sign" : "warning", view, isStill ? "" : "asked again");
}

function endedLine(sign: string, view: FindingView, since: string): readonly Span[] {
  const { check } = view.finding;
  const { subject } = failureOf(view);
  const where = subject.kind === "account" ? nameOf(subject.account) : "the organization";
  const title = checkOf({ check })?.title ?? literal(check, 60);
  return [emoji(sign), ` ${title}, `, bold(where), since && `  ·  ${since}`];
}

/** What has become of it since it was told. */
function sinceSpans({ finding, ruledOwner }: FindingView): readonly Span[] {
  const { state, owner, until } = finding;
  const end: readonly Span[] = until ? [" until ", daySpan(until)] : [];
  switch (state) {
    case "open":
      return ruledOwner ? ["  ·  falls to ", person(ruledOwner.id)] : [];
    case "acknowledged":
      return owner ? ["  ·  ", person(owner.id), " owns it"] : [];
    case "snoozed":
      return ["  ·  snoozed", ...end];
    case "accepted":
      return ["  ·  risk accepted", ...end];
    case "explained":
      return ["  ·  explained"];
    case "resolved":
      return ["  ·  fixed since"];
    case "closed":
      return ["  ·  no longer asked"];
  }
}
