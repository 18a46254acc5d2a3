import type { Message } from "../../../src/local-slack/control.ts";
import { places } from "../../../src/local-slack/workspace.ts";
import { clickOn } from "../../support/conversation.ts";
import { sendForm } from "../../support/forms.ts";
import { type Answer, attempt, type Stage } from "../stage.ts";

/** Something that people do with rootcheck, from the first word to the last answer. */
export interface Act {
  readonly name: string;
  run(stage: Stage): Promise<void>;
}

interface Typed {
  readonly user: string;
  /** What follows `/rootcheck`. */
  readonly text: string;
  readonly channel?: string;
  readonly isAnswer?: (message: Message) => boolean;
}

/** Somebody types a command. */
export function type(stage: Stage, { user, text, channel = places.security, isAnswer }: Typed) {
  return attempt(stage, {
    user,
    what: `/rootcheck ${text}`,
    act: () => stage.slack.command({ user, channel, text: `/rootcheck ${text}` }),
    ...(isAnswer && { isAnswer }),
  });
}

interface Pressed {
  readonly user: string;
  readonly message: Message;
  readonly label: string;
  readonly isAnswer?: (message: Message) => boolean;
  /** How often at the same moment. */
  readonly times?: number;
}

/** Somebody presses a button, or chooses behind the three dots; a message is not always there any more. */
export function press(stage: Stage, { user, message, label, isAnswer, times = 1 }: Pressed) {
  const click = clickOn(message, user, label);
  return attempt(stage, {
    user,
    what: `${label} (${String(Object.values(click.action).at(-1))})`,
    act: async () => {
      const clicks = Array.from({ length: times }, () => stage.slack.action(click));
      await Promise.allSettled(clicks);
      // What the first click came to may have taken the button away from under the second.
      return Promise.any(clicks);
    },
    ...(isAnswer && { isAnswer }),
  });
}

/** Whether a message offers that. */
export function offers(message: Message, label: string): boolean {
  return JSON.stringify(message.blocks ?? []).includes(`"text":${JSON.stringify(label)}`);
}

interface Sent {
  readonly user: string;
  readonly answer: Answer | undefined;
  readonly filled: Parameters<typeof sendForm>[1]["filled"];
}

/** Somebody fills in the form that they were answered with, if it is one, and sends it off. */
export async function send(stage: Stage, { user, answer, filled }: Sent): Promise<Answer | undefined> {
  const form = answer?.modal;
  const isForm = JSON.stringify(form?.view ?? "").includes('"submit":');
  if (!form || !isForm) return undefined;
  return attempt(stage, {
    user,
    what: `the form ${answer.said.split("\n")[0]}`,
    act: () => sendForm(stage.slack, { user, form, ...(filled && { filled }) }),
  });
}

/** Puts everything away that somebody has open. */
export async function closeAll({ slack }: Stage, user: string): Promise<void> {
  for (let { modals } = await slack.state(user); modals.length > 0; { modals } = await slack.state(user)) {
    const top = modals.at(-1);
    if (top) await slack.close({ user, view: top.id });
  }
}
