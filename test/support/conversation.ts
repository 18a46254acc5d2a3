import { z } from "zod";
import type { ActionRequest, Delivery, Message } from "../../src/local-slack/control.ts";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import { places } from "../../src/local-slack/workspace.ts";

export interface Question {
  readonly user: string;
  readonly channel?: string;
  /** What follows `/rootcheck`. */
  readonly text: string;
  /** Any new answer to the person alone if absent, but one that only says what is going on. */
  readonly until?: (message: Message) => boolean;
}

export interface Click {
  readonly user: string;
  readonly message: Message;
  /** The button's label. */
  readonly label: string;
  readonly until?: (message: Message) => boolean;
}

/** A modal's title and everything that it says. */
export interface ShownModal {
  readonly title: string;
  readonly text: string;
}

/** Types a command and answers the first message that the person can then see which fits. */
export async function ask(
  slack: ControlClient,
  { user, channel = places.security, text, until }: Question,
): Promise<Message> {
  return newMessage(slack, { user, until }, () =>
    slack.command({ user, channel, text: `/rootcheck ${text}`.trim() }),
  );
}

/** Presses a button of a message and answers the first message that is new and fits. */
export async function press(slack: ControlClient, { user, message, label, until }: Click): Promise<Message> {
  return newMessage(slack, { user, until }, () => slack.action(clickOn(message, user, label)));
}

/** Presses a button that opens a modal, waits until it is filled, and closes it again. */
export async function openModal(
  slack: ControlClient,
  { user, message, label }: Omit<Click, "until">,
): Promise<ShownModal> {
  const delivery = await slack.action(clickOn(message, user, label));
  if (delivery.outcome !== "acknowledged")
    throw new Error(`The click was not acknowledged: ${JSON.stringify(delivery)}`);
  const { modals } = await slack.until(user, (snapshot) => {
    const top = snapshot.modals.at(-1);
    return top !== undefined && callbackOf(top.view) !== "loading";
  });
  const top = modals.at(-1);
  if (!top) throw new Error("The modal was there and is gone.");
  await slack.close({ user, view: top.id });
  return modalShape
    .transform(({ title, blocks }) => ({ title: title.text, text: spoken(blocks) }))
    .parse(top.view);
}

const modalShape = z.object({ title: z.object({ text: z.string() }), blocks: z.array(z.unknown()) });

function callbackOf(view: unknown): string {
  return z.object({ callback_id: z.string() }).parse(view).callback_id;
}

/** Everything that blocks say, in order. */
export function spoken(value: unknown): string {
  if (Array.isArray(value)) return value.map(spoken).join("");
  if (typeof value !== "object" || value === null) return "";
  const { type, text, fallback, name, channel_id, elements, blocks } = value as Record<string, unknown>;
  if (type === "emoji") return `:${String(name)}:`;
  if (type === "date") return String(fallback);
  if (type === "channel") return `#${String(channel_id)}`;
  const own = typeof text === "string" ? text : spoken(text);
  return `${own}${spoken(elements)}${spoken(blocks)}${type === undefined || type === "text" ? "" : "\n"}`;
}

/** The titles of the checks that a message marks with a sign: `white_check_mark`, `grey_question`. */
export function checksMarked(sign: string, { blocks }: Message): readonly string[] {
  const lines = spoken(blocks).matchAll(new RegExp(`^:${sign}: (.*?)  ·  `, "gm"));
  return [...lines].flatMap(([, titles = ""]) => titles.split(", "));
}

interface Button {
  readonly action_id: string;
  readonly block_id: string;
  readonly value: string;
  readonly label: string;
}

const actionsBlock = z.object({
  type: z.literal("actions"),
  elements: z.array(z.unknown()),
});
const buttonElement = z.object({
  action_id: z.string(),
  value: z.string(),
  text: z.object({ text: z.string() }),
});

/** The buttons of a message. */
export function buttonsOf({ blocks }: Message): readonly Button[] {
  return (blocks ?? []).flatMap((block, index) => {
    const { data } = actionsBlock.safeParse(block);
    const { elements = [] } = data ?? {};
    const block_id = `auto-${index}`;
    return elements.flatMap((element) => {
      const button = buttonElement.safeParse(element).data;
      return button ? [{ ...button, block_id, label: button.text.text }] : [];
    });
  });
}

const overflowElement = z.object({
  type: z.literal("overflow"),
  action_id: z.string(),
  options: z.array(z.looseObject({ text: z.object({ text: z.string() }) })),
});

/** The first entry of that name behind the three dots of a message. */
function entryOf({ blocks }: Message, label: string) {
  return (blocks ?? [])
    .flatMap((block, index) => {
      const { elements = [] } = actionsBlock.safeParse(block).data ?? {};
      const menus = elements.flatMap((element) => overflowElement.safeParse(element).data ?? []);
      return menus.map((menu) => ({ ...menu, block_id: `auto-${index}` }));
    })
    .map(({ type, action_id, block_id, options }) => {
      const selected_option = options.find(({ text }) => text.text === label);
      return { type, action_id, block_id, selected_option };
    })
    .find(({ selected_option }) => selected_option);
}

/** What pressing a button of a message sends, or choosing an entry behind its three dots. */
export function clickOn(message: Message, user: string, label: string): ActionRequest {
  const { channel, ts } = message;
  const button = buttonsOf(message).find((candidate) => candidate.label === label);
  const entry = button ? undefined : entryOf(message, label);
  if (entry) return { user, source: { channel, ts }, action: entry };
  if (!button) throw new Error(`The message has no button "${label}": ${JSON.stringify(message.blocks)}`);
  const { action_id, block_id, value } = button;
  return { user, source: { channel, ts }, action: { type: "button", action_id, block_id, value } };
}

/** The first message that is new to a person after something was done, and fits. */
async function newMessage(
  slack: ControlClient,
  { user, until }: { readonly user: string; readonly until?: ((message: Message) => boolean) | undefined },
  act: () => Promise<Delivery>,
): Promise<Message> {
  const seen = new Set((await slack.state(user)).messages.map(identity));
  const delivery = await act();
  if (delivery.outcome !== "acknowledged") throw new Error(`Not acknowledged: ${JSON.stringify(delivery)}`);
  const fits = (message: Message) => !seen.has(identity(message)) && (until ?? isAnswer)(message);
  const { messages } = await slack.until(user, (snapshot) => snapshot.messages.some(fits));
  const found = messages.find(fits);
  if (!found) throw new Error("The message was there and is gone.");
  return found;
}

/** What everybody sees changes by itself, and what is only said meanwhile is no answer. */
function isAnswer({ text, ephemeralTo }: Message): boolean {
  return ephemeralTo !== undefined && !/^(Looking for|Reading|Auditing|Asking AWS)/.test(text);
}

/** Whether a message is what an audit came to, with nothing more to follow: its files are there. */
export function isResult({ ephemeralTo, threadTs, blocks }: Message): boolean {
  return !ephemeralTo && !threadTs && spoken(blocks).includes("CSV and JSON ");
}

/** A message that is edited counts as new. */
function identity({ channel, ts, text, blocks }: Message): string {
  return `${channel} ${ts} ${text} ${JSON.stringify(blocks)}`;
}
