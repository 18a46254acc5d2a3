import type { InputBlock, ModalView } from "@slack/types";
import { findingName } from "../../domain/finding.ts";
import { daysAfter, daysFor, type FindingPolicy } from "../../domain/finding-policy.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import { type Block, context } from "../blocks.ts";
import type { Choice } from "../choices.ts";
import { counted } from "../count-words.ts";
import { isoDay } from "../form-day.ts";
import { choiceField, dayField, form, personField, textField } from "../forms.ts";
import { type CallbackId, callbackIds } from "../ids.ts";
import { day } from "../time-words.ts";
import { viewLines } from "./finding.ts";

/** What a form about a finding takes to be made. */
export interface FormContext {
  readonly view: FindingView;
  /** Who is asked. */
  readonly user: string;
  readonly channel: string;
  readonly policy: FindingPolicy;
  readonly now: Date;
}

/** The fields of the forms about a finding. */
export const fields = {
  assignee: "assignee",
  control: "control",
  days: "days",
  reason: "reason",
  ticket: "ticket",
  until: "until",
} as const;

/** A reason of fewer characters says nothing to whoever reads it in half a year. */
export const SHORTEST_REASON = 10;

const LIKELY_DAYS = [1, 3, 7, 14, 30];

const ticket = textField({ name: fields.ticket, label: "Ticket", isOptional: true });

/** Who is to own it; the asker unless somebody else is chosen. */
export function assignForm(about: FormContext): ModalView {
  const assignee = personField({ name: fields.assignee, label: "Who takes care of it" }, about.user);
  return aboutFinding(about, { callback: callbackIds.assign, title: "Assign", submit: "Assign" }, [assignee]);
}

/** For how long it may rest; what is due stays due. */
export function snoozeForm(about: FormContext): ModalView {
  const { view, policy, now } = about;
  const longest = daysFor(policy.snoozeDays, view.finding.severity) ?? 1;
  const days = choiceField({ name: fields.days, label: "For how long" }, snoozeChoices(longest, now));
  const note = context("It can be snoozed once. The clock runs on: its due date stays as it is.");
  return aboutFinding(about, { callback: callbackIds.snooze, title: "Snooze", submit: "Snooze" }, [
    days,
    note,
  ]);
}

/** Why a risk is to be accepted, what holds it down, and until when. */
export function acceptForm(about: FormContext): ModalView {
  const { view, policy, now } = about;
  const days = daysFor(policy.acceptanceDays, view.finding.severity) ?? 1;
  const latest = daysAfter(now, days);
  return aboutFinding(
    about,
    { callback: callbackIds.accept, title: "Accept risk", submit: "Ask for approval", latest },
    [
      reasonField("Why the risk is to be accepted"),
      textField({ name: fields.control, label: "What holds the risk down meanwhile" }, { isLong: true }),
      ticket,
      untilField("Ends on", latest, `At most ${counted(days, "day")}: until ${day(latest)}.`),
      context("An approver who neither asks nor owns the finding has to allow it."),
    ],
  );
}

/** What a use of root was. */
export function explainForm(about: FormContext): ModalView {
  return aboutFinding(
    about,
    { callback: callbackIds.explain, title: "Explain", submit: "Ask for approval" },
    [
      reasonField("What root was used for"),
      ticket,
      context("A second person has to confirm it. A later use opens the finding again."),
    ],
  );
}

/** A later day, and why. */
export function extendForm(about: FormContext): ModalView {
  const { view, policy, now } = about;
  const { severity, dueAt = now } = view.finding;
  const latest = daysAfter(dueAt > now ? dueAt : now, daysFor(policy.dueDays, severity) ?? 1);
  return aboutFinding(
    about,
    { callback: callbackIds.extend, title: "Extend due date", submit: "Ask for approval", latest },
    [
      untilField("Due on", latest, `After ${day(dueAt)}, and by ${day(latest)}.`),
      reasonField("Why it takes longer"),
      context("An approver who neither asks nor owns the finding has to allow it."),
    ],
  );
}

/** Whether what put it aside, is to end before its time. */
export function reopenForm(about: FormContext): ModalView {
  const note = context("It is open again at once, and due as before.");
  return aboutFinding(about, { callback: callbackIds.reopen, title: "Take back", submit: "Take back" }, [
    note,
  ]);
}

/** Why what was asked is declined. */
export function declineForm(about: FormContext): ModalView {
  const reason = { name: fields.reason, label: "Why, for whoever asked", isOptional: true };
  return aboutFinding(about, { callback: callbackIds.decline, title: "Decline", submit: "Decline" }, [
    textField(reason, { isLong: true }),
  ]);
}

/** The lengths that a snooze may have, up to the longest. */
export function snoozeChoices(longest: number, now: Date): readonly [Choice, ...Choice[]] {
  const choice = (days: number): Choice => ({
    label: `${counted(days, "day")}, until ${day(daysAfter(now, days))}`,
    value: String(days),
  });
  const shorter = LIKELY_DAYS.filter((days) => days < longest).map(choice);
  const [first = choice(longest), ...rest] = [...shorter, choice(longest)];
  return [first, ...rest];
}

function reasonField(label: string): InputBlock {
  const hint = `At least ${SHORTEST_REASON} characters.`;
  return textField({ name: fields.reason, label, hint }, { isLong: true });
}

function untilField(label: string, latest: Date, hint: string): InputBlock {
  return dayField({ name: fields.until, label, hint }, isoDay(latest));
}

interface AboutFinding {
  readonly callback: CallbackId;
  readonly title: string;
  readonly submit: string;
  readonly latest?: Date;
}

function aboutFinding(
  { view, channel, now }: FormContext,
  { latest, title, ...names }: AboutFinding,
  blocks: readonly (Block | InputBlock)[],
): ModalView {
  const { id, version } = view.finding;
  return form({
    ...names,
    title: `${title} ${findingName(id)}`.length <= 24 ? `${title} ${findingName(id)}` : title,
    about: { findingId: id, version, channel, ...(latest && { latest: isoDay(latest) }) },
    blocks: [...viewLines(view, now), ...blocks],
  });
}
