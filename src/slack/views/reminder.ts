import { findingName } from "../../domain/finding.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import type { Reminder } from "../../findings/finding-messenger.ts";
import { type Block, bold, button, controls, type Message, paragraph, person, type Span } from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, figure } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { listPlaceText } from "../list-place.ts";
import { literal } from "../text.ts";
import { failureOf, viewBlocks, viewLine } from "./finding.ts";
import { nameOf } from "./names.ts";
import { notice } from "./notice.ts";

const GROUPS = [
  ["overdue", "Overdue"],
  ["due today", "Due today"],
  ["due tomorrow", "Due tomorrow"],
  ["overdue, told as the owner's lead", "Overdue for long; you are told as the owner's lead"],
] as const satisfies readonly (readonly [Reminder["items"][number]["why"], string])[];

const MOST_LINES = 10;

/** What is one person's and due, in one message. */
export function reminderMessage({ items }: Reminder, now: Date): Message {
  const parts = GROUPS.map(([why]) => [why, items.filter((item) => item.why === why).length] as const);
  const counts = parts.filter(([, count]) => count > 0).map(([why, count]) => `${count} ${why}`);
  const headline = `${counted(items.length, "finding")} ${items.length === 1 ? "needs" : "need"} you: ${counts.join(", ")}`;
  return {
    text: headline,
    blocks: withinBudget(Math.min(items.length, MOST_LINES), (shown) => [
      paragraph(bold(headline)),
      ...groupsOf(items.slice(0, MOST_LINES), { now, shown }),
      ...listButtons(items),
    ]),
  };
}

/** A lead owns none of what they are told of: that is found among all that is overdue. */
function listButtons(items: Reminder["items"]): Block[] {
  const isLeads = ({ why }: Reminder["items"][number]) => why === "overdue, told as the owner's lead";
  const lists = [
    ...(items.every(isLeads) ? [] : [["All of yours", "mine"] as const]),
    ...(items.some(isLeads) ? [["All that is overdue", "overdue"] as const] : []),
  ];
  return lists.map(([label, filter]) =>
    controls(button({ id: actionIds.findingsList, label, value: listPlaceText({ filter, offset: 0 }) })),
  );
}

/** In full; of the others it is said how many there are. */
const MOST_ALERTS = 5;

/** Critical findings that nobody has taken on, said so that somebody does; of the others, who has them by now. */
export function unownedAlert(views: readonly FindingView[], now: Date): Message {
  const unowned = views.filter(({ finding }) => finding.state === "open");
  const taken = views.filter(({ finding }) => finding.state !== "open");
  const lead = unowned.length > 0 ? unownedLead(unowned) : [bold("Nobody has to take this on any more.")];
  const named = unowned.slice(0, MOST_ALERTS).map((view) => {
    const { subject, failure } = failureOf(view);
    const where = subject.kind === "account" ? nameOf(subject.account) : "the organization";
    return `${literal(failure.headline, 120)}, ${where}`;
  });
  const { text } = notice(...lead, ` ${named.join("; ")}`);
  return {
    text,
    blocks: withinBudget(Math.min(unowned.length, MOST_ALERTS), (shown) => [
      paragraph(...lead),
      ...unowned.slice(0, shown).flatMap((view) => viewBlocks(view, now)),
      ...(unowned.length > shown ? [moreBlock(unowned.length - shown)] : []),
      ...taken.slice(0, MOST_LINES).map((view) => paragraph(...takenLine(view))),
      ...(taken.length > MOST_LINES ? [paragraph(`And ${figure(taken.length - MOST_LINES)} more.`)] : []),
    ]),
  };
}

function takenLine(view: FindingView): readonly Span[] {
  const { id, state, owner } = view.finding;
  const isOwned = state === "acknowledged" && owner;
  const who: readonly Span[] = isOwned
    ? [person(owner.id), " owns ", bold(findingName(id))]
    : [bold(findingName(id)), ` is ${state}`];
  return [...who, ": ", ...viewLine(view)];
}

function unownedLead(views: readonly FindingView[]): readonly Span[] {
  const [first] = views;
  if (first && views.length === 1)
    return [bold(`Nobody owns ${findingName(first.finding.id)}`), ", and it is critical."];
  return [bold(`Nobody owns ${counted(views.length, "critical finding")}.`)];
}

function moreBlock(more: number): Block {
  const value = listPlaceText({ filter: "open", offset: 0 });
  return controls(button({ id: actionIds.findingsList, label: `And ${figure(more)} more`, value }));
}

function groupsOf(
  items: Reminder["items"],
  { now, shown }: { readonly now: Date; readonly shown: number },
): Block[] {
  const inFull = new Set(items.slice(0, shown));
  return GROUPS.flatMap(([why, title]): Block[] => {
    const group = items.filter((item) => item.why === why);
    if (group.length === 0) return [];
    return [
      paragraph(bold(title)),
      ...group.flatMap((item) =>
        inFull.has(item) ? viewBlocks(item.view, now) : [paragraph(...viewLine(item.view))],
      ),
    ];
  });
}
