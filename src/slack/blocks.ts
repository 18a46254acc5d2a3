import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DividerBlock,
  ExternalSelect,
  HeaderBlock,
  ModalView,
  Overflow,
  PlainTextElement,
  RichTextBlock,
  RichTextElement,
  SectionBlock,
  StaticSelect,
} from "@slack/types";
import type { ChartBlock } from "./chart-block.ts";
import type { ActionId, CallbackId } from "./ids.ts";
import { clamped } from "./text.ts";

/** The blocks that rootcheck's messages are made of. */
export type Block =
  | HeaderBlock
  | SectionBlock
  | RichTextBlock
  | ContextBlock
  | ActionsBlock
  | DividerBlock
  | ChartBlock;

/** A message: its blocks, and the text that notifications and screen readers get instead. */
export interface Message {
  readonly text: string;
  readonly blocks: Block[];
}

/** Words inside a line. Words that come from AWS are given like this and are never parsed as markup. */
export type Span = string | RichTextElement;

export function bold(text: string): Span {
  return { type: "text", text, style: { bold: true } };
}

export function code(text: string): Span {
  return { type: "text", text, style: { code: true } };
}

export function emoji(name: string): Span {
  return { type: "emoji", name };
}

export function person(userId: string): Span {
  return userId.startsWith("S")
    ? { type: "usergroup", usergroup_id: userId }
    : { type: "user", user_id: userId };
}

/** A channel by its name, to be followed. */
export function channelSpan(channelId: string): Span {
  return { type: "channel", channel_id: channelId };
}

export function header(text: string): HeaderBlock {
  return { type: "header", text: plain(text, 150) };
}

/** A paragraph; lines are separated by "\n" among the spans. */
export function paragraph(...spans: readonly Span[]): RichTextBlock {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: elementsOf(spans) }] };
}

/** Several things in a row, one a line, with a dot before each. */
export function bullets(items: readonly (readonly Span[])[]): RichTextBlock {
  return {
    type: "rich_text",
    elements: [
      {
        type: "rich_text_list",
        style: "bullet",
        elements: items.map((spans) => ({ type: "rich_text_section", elements: elementsOf(spans) })),
      },
    ],
  };
}

/** Text to be copied as it is, such as a command. */
export function preformatted(text: string): RichTextBlock {
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
  };
}

/** A small line. `{ markup }` is our own mrkdwn; a plain string may come from anywhere. */
export function context(...parts: readonly (string | { readonly markup: string })[]): ContextBlock {
  return {
    type: "context",
    elements: parts.map((part) =>
      typeof part === "string" ? plain(part, 1000) : { type: "mrkdwn", text: clamped(part.markup, 3000) },
    ),
  };
}

/** A paragraph of our own mrkdwn; nothing from AWS belongs in it. */
export function section(markup: string): SectionBlock {
  return { type: "section", text: { type: "mrkdwn", text: clamped(markup, 3000) } };
}

export function divider(): DividerBlock {
  return { type: "divider" };
}

/** Buttons and menus in a row. */
export function controls(
  ...elements: readonly (Button | Overflow | StaticSelect | ExternalSelect)[]
): ActionsBlock {
  return { type: "actions", elements: [...elements] };
}

export interface ButtonOptions {
  readonly id: ActionId;
  readonly label: string;
  readonly value: string;
  readonly style?: "primary" | "danger";
  /** What is asked before anything happens. */
  readonly confirm?: Confirmation;
}

/** A question to somebody who presses a button. */
export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
}

export function button({ id, label, value, style, confirm }: ButtonOptions): Button {
  return {
    type: "button",
    action_id: id,
    text: plain(label, 75),
    value,
    ...(style && { style }),
    ...(confirm && { confirm: confirmation(confirm) }),
  };
}

function confirmation({ title, text, yes }: Confirmation): ConfirmationDialog {
  return {
    title: plain(title, 100),
    text: plain(text, 300),
    confirm: plain(yes, 30),
    deny: plain("Not now", 30),
  };
}

export interface ModalOptions {
  readonly callback: CallbackId;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A modal that is only read. */
export function modal({ callback, title, blocks }: ModalOptions): ModalView {
  return {
    type: "modal",
    callback_id: callback,
    title: plain(title, 24),
    close: plain("Close", 24),
    blocks: blocks.slice(0, 100),
  };
}

export function plain(text: string, length: number): PlainTextElement {
  return { type: "plain_text", text: clamped(text, length), emoji: false };
}

function elementsOf(spans: readonly Span[]): RichTextElement[] {
  return spans
    .map((span): RichTextElement => (typeof span === "string" ? { type: "text", text: span } : span))
    .filter((element) => element.type !== "text" || element.text !== "");
}
