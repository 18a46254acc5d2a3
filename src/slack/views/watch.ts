import type { AccountName } from "../../domain/account.ts";
import { scopeKey } from "../../domain/audit.ts";
import type { Watch } from "../../domain/watch.ts";
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
import { menu } from "../choices.ts";
import { counted, figure } from "../count-words.ts";
import { actionIds, COMMAND } from "../ids.ts";
import { capitalized, literal, personToken } from "../text.ts";
import { ago, dateToken, zonedTime } from "../time-words.ts";
import { scopeName } from "./names.ts";
import { notice } from "./notice.ts";
import { scheduleSpan, scheduleSpans } from "./schedule-words.ts";

/** The watches that there are, as somebody sees them in one channel. */
export interface WatchesShown {
  readonly watches: readonly Watch[];
  /** Those that are watched by themselves, as far as they are known. */
  readonly accounts: readonly AccountName[];
  readonly channel: string;
  /** Whether the configuration lists the channel. */
  readonly isListed: boolean;
  readonly hasWebhook: boolean;
}

const WHAT =
  "A watch audits by itself and says nothing unless something is wrong now: a new critical finding, or accounts that cannot be read any more.";

/** The channel's watch and the others, each with what can be done about it. */
export function watchesMessage(shown: WatchesShown, now: Date, lead: readonly Span[] = []): Message {
  const { watches, channel } = shown;
  const own = watches.find((watch) => watch.channel === channel);
  const others = watches.filter((watch) => watch !== own);
  const heading = headingOf(own);
  const above = lead.length > 0 ? notice(...lead) : undefined;
  return {
    text: [above?.text, `${heading}. ${counted(others.length, "other watch", "other watches")}.`]
      .filter(Boolean)
      .join(" "),
    blocks: withinBudget(others.length, (count) => [
      ...(above?.blocks ?? []),
      paragraph(bold(heading), own ? "" : `. ${WHAT}`),
      ...(own ? watchBlocks(own, shown, now) : turnOnBlocks(shown)),
      ...(others.length > 0 ? [paragraph(bold("Other channels"))] : []),
      ...others.slice(0, count).flatMap((watch) => watchBlocks(watch, shown, now)),
      ...(others.length > count ? [paragraph(`and ${figure(others.length - count)} more`)] : []),
      context(webhookLine(shown)),
    ]),
  };
}

function headingOf(own: Watch | undefined): string {
  if (!own) return "This channel has no watch";
  return own.paused ? "The watch of this channel is paused" : "This channel is watching";
}

function webhookLine({ hasWebhook }: WatchesShown): string {
  return hasWebhook
    ? "Alerts are posted to the webhook too."
    : "No webhook is set: with ROOTCHECK_ALERT_WEBHOOK alerts reach a pager too.";
}

function turnOnBlocks({ channel, isListed }: WatchesShown): Block[] {
  if (isListed)
    return [controls(button({ id: actionIds.watchOn, label: "Turn on", value: channel, style: "primary" }))];
  return [
    paragraph("Turn one on in a channel that ROOTCHECK_CHANNELS lists: ", code(`${COMMAND} watch on`), "."),
  ];
}

function watchBlocks(watch: Watch, { accounts, channel }: WatchesShown, now: Date): readonly Block[] {
  const where: readonly Span[] = watch.channel === channel ? [] : [channelSpan(watch.channel), "  ·  "];
  const why = watch.paused?.why;
  return [
    paragraph(...where, bold(watchedName(watch, accounts)), "  ·  ", ...scheduleSpans(watch.schedule)),
    context({ markup: stateOf(watch, now) }, ...(why ? [literal(why, 300)] : [])),
    controls(
      ...(watch.paused
        ? [button({ id: actionIds.watchOn, label: "Turn on", value: watch.channel, style: "primary" })]
        : []),
      button({ id: actionIds.auditAgain, label: "Audit now", value: scopeKey(watch.scope) }),
      button({
        id: actionIds.watchOff,
        label: "Turn off",
        value: watch.channel,
        style: "danger",
        confirm: {
          title: "Turn the watch off?",
          text: "It audits no more, and nobody is alerted here of what goes wrong.",
          yes: "Turn off",
        },
      }),
    ),
  ];
}

function watchedName(watch: Watch, accounts: readonly AccountName[]): string {
  const name = scopeName(watch.scope, accountOf(watch, accounts));
  return watch.scope.kind === "organization" ? capitalized(name) : name;
}

/** The account that is watched by itself, if it is among those that are known. */
export function accountOf({ scope }: Watch, accounts: readonly AccountName[]): AccountName | undefined {
  return scope.kind === "account" ? accounts.find(({ id }) => id === scope.accountId) : undefined;
}

function stateOf({ paused, nextAt, schedule, lastAuditAt, createdBy }: Watch, now: Date): string {
  const last = lastAuditAt ? `last audit ${ago(lastAuditAt, now)}` : "no scheduled audit yet";
  const next = paused ? `*paused* ${dateToken(paused.at)}` : `next ${zonedTime(nextAt, schedule.timeZone)}`;
  return [next, last, `owner ${personToken(createdBy)}`].join("  ·  ");
}

/** What a watch does from now on, and what the channel's watch was before, if that was something else. */
export function watchOnMessage(watch: Watch, accounts: readonly AccountName[], before?: Watch): Message {
  return notice(
    bold(watchedName(watch, accounts)),
    " is audited ",
    scheduleSpan(watch.schedule),
    `, next ${zonedTime(watch.nextAt, watch.schedule.timeZone)}. `,
    channelSpan(watch.channel),
    " is alerted only of what goes wrong from now on.",
    ...(before && !isAlike(before, watch) ? beforeSpans(before, accounts) : []),
  );
}

function isAlike(one: Watch, other: Watch): boolean {
  const [schedule, wanted] = [one.schedule, other.schedule];
  return (
    scopeKey(one.scope) === scopeKey(other.scope) &&
    schedule.cron === wanted.cron &&
    schedule.timeZone === wanted.timeZone
  );
}

function beforeSpans(before: Watch, accounts: readonly AccountName[]): readonly Span[] {
  const name = scopeName(before.scope, accountOf(before, accounts));
  return [" Until now its watch was of ", bold(name), ", ", ...scheduleSpans(before.schedule), "."];
}

/** What came of turning a watch off. */
export function watchOffMessage(channel: string, before: Watch | undefined): Message {
  if (!before) return notice("There is no watch to turn off.");
  return notice("The watch of ", channelSpan(channel), " is off. Nobody is alerted there any more.");
}

/** Why words after `watch off` turn nothing off: who says them may mean another watch, or another time. */
export function watchOffWordsMessage(words: string): Message {
  return notice(
    "Nothing was turned off: ",
    code(`${COMMAND} watch off`),
    " turns off the watch of the channel that it is said in, and takes nothing. Say it without ",
    bold(literal(words, 100)),
    " if that is wanted.",
  );
}

/** What the owner of a watch is told when it cannot go on. */
export function watchPausedMessage({ channel }: Watch, why: string): Message {
  return notice(
    bold("The watch of "),
    channelSpan(channel),
    bold(" is paused"),
    `: ${literal(why, 300)}. It audits no more, and what it still has to alert of comes to you directly. Mend that and say `,
    code(`${COMMAND} watch on`),
    " there, or turn one on in another channel and this one off.",
  );
}

/** Offers somebody the first watch. */
export function watchOfferMessage(
  channels: readonly { readonly id: string; readonly name: string }[],
): Message {
  const { text, blocks } = notice(
    bold("rootcheck can watch over the organization. "),
    "It then audits every six hours and says nothing unless something is wrong now: a new critical finding, or accounts that cannot be read any more. Choose the channel to be alerted:",
  );
  const choices = channels.map(({ id, name }) => ({ label: name, value: id }));
  return {
    text,
    blocks: [
      ...blocks,
      controls(menu({ id: actionIds.watchOffer, placeholder: "Watch, and alert…" }, choices)),
    ],
  };
}
