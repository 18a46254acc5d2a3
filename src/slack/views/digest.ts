import type { DigestShown } from "../../digests/digest-messenger.ts";
import type { DigestChanges } from "../../domain/digest.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import { chartedOf } from "../../domain/posture.ts";
import { type Block, header, type Message } from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { escaped } from "../text.ts";
import { zonedDay } from "../time-words.ts";
import { chartBlocks, chartText } from "./chart.ts";
import {
  accountGroup,
  closedLine,
  findingGroup,
  fixedLine,
  type GroupShown,
  openLine,
  overdueLine,
  type Room,
} from "./digest-groups.ts";
import { digestHeadline, isDigestGreen } from "./digest-headline.ts";
import {
  digestScope,
  greenLine,
  lastLine,
  listButtons,
  logLine,
  troubleBlocks,
  trustLine,
} from "./digest-lines.ts";

/** How much is shown, from the least that always fits to the most that anybody would read. */
const ROOMS: readonly [Room, ...Room[]] = [
  { full: 0, lines: 0 },
  { full: 0, lines: 1 },
  { full: 1, lines: 1 },
  { full: 2, lines: 1 },
  { full: 2, lines: 2 },
  { full: 3, lines: 3 },
  { full: 4, lines: 5 },
];

/** A digest: the change since the last one, then the worst that is open, each with its findings as they are now. */
export function digestMessage(
  shown: DigestShown,
  now: Date,
  { chart }: { readonly chart: boolean },
): Message {
  const { report } = shown;
  const text = textOf(shown);
  if (isDigestGreen(report)) return { text, blocks: [greenLine(shown)] };
  return {
    text,
    blocks: withinBudget(ROOMS.length - 1, (size) => [
      header(digestHeadline(report)),
      trustLine(shown),
      ...troubleBlocks(report),
      ...(chart ? chartBlocks(report.trend, chartedOf(report.scope)) : []),
      ...groupBlocks(shown, { room: ROOMS[size] ?? ROOMS[0], now }),
      ...listButtons(report),
      lastLine(report),
      logLine(report),
    ]),
  };
}

/** For notifications and screen readers, which see neither the blocks nor the chart. */
function textOf(shown: DigestShown): string {
  const { scope, slotAt, timeZone, trend } = shown.report;
  const within = scope.kind === "organization" ? "" : ` of ${escaped(digestScope(shown))}`;
  const headline = digestHeadline(shown.report);
  const said = `${headline.charAt(0).toLowerCase()}${headline.slice(1)}`;
  const lead = `Root users${within}, ${zonedDay(slotAt, timeZone)}: ${said}`;
  const trendText = chartText(trend, chartedOf(scope));
  return trendText ? `${lead}. ${trendText}` : lead;
}

interface Showing {
  readonly room: Room;
  readonly now: Date;
}

/** What is shown in full is what is new, or all that is open where that is wanted or there is nothing to compare with. */
function groupBlocks({ report, views }: DigestShown, { room, now }: Showing): Block[] {
  const { changes, content, worst } = report;
  const standing = findingGroup({ title: "Worst open", group: worst, views, room, now, line: openLine });
  if (!changes) return standing;
  if (content === "changes") return changeBlocks(changes, { views, now, room });
  return [...changeBlocks(changes, { views, now, room: { ...room, full: 0 } }), ...standing];
}

function changeBlocks(
  changes: DigestChanges,
  { views, now, room }: Showing & { readonly views: ReadonlyMap<number, FindingView> },
): Block[] {
  const { appeared, reopened, overdue, fixed, closed, joined, left } = changes;
  const known = appeared.findingIds.filter((id) => views.has(id)).length;
  const short = { ...room, full: 0 };
  const groups: readonly Omit<GroupShown, "views" | "now">[] = [
    { title: "New", group: appeared, room, line: openLine },
    {
      title: "Reopened",
      group: reopened,
      room: { ...room, full: Math.max(0, room.full - known) },
      line: openLine,
    },
    { title: "Overdue", group: overdue, room: short, line: overdueLine },
    { title: "Fixed", more: ", confirmed by AWS", group: fixed, room: short, line: fixedLine },
    { title: "No longer asked", group: closed, room: short, line: closedLine },
  ];
  return [
    ...groups.flatMap((group) => findingGroup({ ...group, views, now })),
    ...accountGroup("Joined", joined, room),
    ...accountGroup("Left", left, room),
  ];
}
