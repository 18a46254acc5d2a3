import { type Digest, type DigestView, digestName, type Slot, type SlotState } from "../../domain/digest.ts";
import {
  type Block,
  bold,
  button,
  channelSpan,
  code,
  context,
  controls,
  type Message,
  paragraph,
  type Span,
} from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, figure } from "../count-words.ts";
import { actionIds, COMMAND } from "../ids.ts";
import { literal, personToken } from "../text.ts";
import { dateToken, zonedTime } from "../time-words.ts";
import { CONTENT_WORDS } from "./digest-words.ts";
import { scopeName } from "./names.ts";
import { notice } from "./notice.ts";
import { scheduleSpans } from "./schedule-words.ts";

/** The digests of one channel, or all. */
export interface DigestList {
  readonly views: readonly DigestView[];
  /** Whose they are; absent where they are all. */
  readonly channel?: string | undefined;
}

const WHAT = "A digest is a scheduled message to a channel: what changed since the last one.";

/** More with their buttons would not fit. */
const MOST_SHOWN = 12;
/** More are only counted: nobody looks through them here. */
const MOST_LINES = 20;

/** Digests, each with what can be done about it; above them what came of doing it. */
export function digestListMessage({ views, channel }: DigestList, lead: readonly Span[] = []): Message {
  const above = lead.length > 0 ? notice(...lead) : undefined;
  const count = counted(views.length, "digest");
  const heading = views.length === 0 ? "No digest yet" : count;
  return {
    text: [above?.text, `${heading}${channel ? " in this channel" : ""}.`].filter(Boolean).join(" "),
    blocks: withinBudget(Math.min(views.length, MOST_SHOWN), (shown) => [
      ...(above?.blocks ?? []),
      paragraph(bold(heading), channel ? " in this channel" : "", views.length === 0 ? `. ${WHAT}` : ""),
      ...views.slice(0, shown).flatMap((view) => digestBlocks(view, { withChannel: !channel })),
      ...shortBlocks(views.slice(shown)),
      ...(channel ? [controls(addDigestButton())] : [paragraph(...HOW_TO_ADD)]),
    ]),
  };
}

const HOW_TO_ADD: readonly Span[] = [
  "Add one in the channel that it is for: ",
  code(`${COMMAND} digest add`),
  ".",
];

/** One digest with what can be done about it. */
export function digestShownMessage(view: DigestView): Message {
  return {
    text: `Digest ${digestName(view.digest.id)}`,
    blocks: [...digestBlocks(view, { withChannel: true })],
  };
}

/** Asks whether a digest is to be deleted, and offers nothing else. */
export function digestToDeleteMessage(view: DigestView): Message {
  const lead = notice(`Is digest ${digestName(view.digest.id)} to be deleted?`);
  const described = describing(view, { withChannel: true });
  return { text: lead.text, blocks: [...lead.blocks, ...described, controls(deleteButton(view.digest))] };
}

/** The button by which a digest is added to the channel that it is pressed in, about a scope. */
export function addDigestButton(scope = "organization") {
  return button({ id: actionIds.digestAdd, label: "Add a digest…", value: scope || "organization" });
}

function digestBlocks(view: DigestView, shown: { readonly withChannel: boolean }): readonly Block[] {
  return [...describing(view, shown), controls(...buttonsOf(view.digest))];
}

function describing(view: DigestView, { withChannel }: { readonly withChannel: boolean }): readonly Block[] {
  const { digest } = view;
  const where: readonly Span[] = withChannel ? ["  ·  ", channelSpan(digest.channel)] : [];
  return [paragraph(...lineOf(view), ...where), context({ markup: stateOf(view) }, ...whyOf(view))];
}

function shortBlocks(views: readonly DigestView[]): readonly Block[] {
  const [first] = views;
  if (!first) return [];
  const lines = views.slice(0, MOST_LINES).map(lineOf);
  const more = views.length - lines.length;
  const rest: readonly Span[] = more > 0 ? [`\nand ${figure(more)} more`] : [];
  return [
    paragraph(...lines.flatMap((line, index) => (index === 0 ? line : ["\n", ...line])), ...rest),
    paragraph(
      "One of them with its buttons: ",
      code(`${COMMAND} digest ${digestName(first.digest.id)}`),
      ".",
    ),
  ];
}

function lineOf({ digest: { id, scope, schedule }, account }: DigestView): readonly Span[] {
  return [bold(digestName(id)), `  ·  ${scopeName(scope, account)}  ·  `, ...scheduleSpans(schedule)];
}

function stateOf({ digest, last }: DigestView): string {
  const { content, isSilentWhenGreen, createdBy, nextAt, schedule, paused } = digest;
  const by = paused?.by ? ` by ${personToken(paused.by)}` : "";
  const next = paused
    ? `*paused* ${dateToken(paused.at)}${by}`
    : `next ${zonedTime(nextAt, schedule.timeZone)}`;
  const parts = [
    CONTENT_WORDS[content],
    isSilentWhenGreen && "silent when all is well",
    `owner ${personToken(createdBy)}`,
    next,
    last && lastOf(last),
  ];
  return parts.filter(Boolean).join("  ·  ");
}

const OUTCOMES: Readonly<Record<SlotState, string>> = {
  due: "being made now, for",
  posted: "last posted",
  quiet: "last time nothing to say,",
  skipped: "last time skipped, of",
  uncertain: ":warning: Slack never said whether it was posted,",
  failed: ":warning: Slack refused it,",
};

function lastOf({ state, at, settledAt }: Slot): string {
  return `${OUTCOMES[state]} ${dateToken(state === "posted" ? (settledAt ?? at) : at)}`;
}

const WHY = 300;

/** Reasons are in others' words, so they are shown as they are. */
function whyOf({ digest: { paused }, last }: DigestView): readonly string[] {
  const why = paused ? paused.why : last?.why;
  return why ? [literal(why, WHY)] : [];
}

function buttonsOf({ id, paused }: Digest) {
  const value = String(id);
  return [
    button({ id: actionIds.digestEdit, label: "Edit…", value }),
    button({ id: actionIds.digestNow, label: "Post now", value }),
    paused
      ? button({ id: actionIds.digestResume, label: "Resume", value, style: "primary" })
      : button({ id: actionIds.digestPause, label: "Pause", value }),
    deleteButton({ id }),
  ];
}

function deleteButton({ id }: Pick<Digest, "id">) {
  return button({
    id: actionIds.digestDelete,
    label: "Delete",
    value: String(id),
    style: "danger",
    confirm: {
      title: `Delete digest ${digestName(id)}?`,
      text: "It is not posted any more. What it has posted stays. To stop it for a while, pause it instead.",
      yes: "Delete",
    },
  });
}
