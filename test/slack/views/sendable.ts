import type { ModalView } from "@slack/types";
import { expect } from "vitest";
import { validateMessage, validateView } from "../../../src/local-slack/block-kit/block-kit.ts";
import { overBudget } from "../../../src/local-slack/block-kit/budget.ts";
import type { Message } from "../../../src/slack/blocks.ts";
import { ADDRESS, HOSTILE, KEY_ID } from "./samples.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Asserts that Slack would take the message, that it reads as it should, and that it gives nothing away. */
export function expectSendable(message: Message): void {
  const sent = asSent(message);
  expect(validateMessage(message)).toEqual([]);
  expect(overBudget(message.blocks)).toEqual([]);
  expect(message.text.trim()).not.toBe("");
  expect(message.text.length).toBeLessThanOrEqual(4_000);
  expectLiteral([message.text, ...parsedTexts(sent)]);
  expect(textsOf("mrkdwn", sent).filter((text) => text.includes(HOSTILE.slice(12)))).toEqual([]);
  expectDiscreet(sent);
}

/** Slack takes a quarter of a million characters; what holds messages to nine thousand does not hold views. */
const MOST_OF_A_VIEW = 100_000;

/** The same of a modal. */
export function expectModalSendable(view: ModalView): void {
  const sent = asSent(view);
  expect(validateView(sent)).toEqual([]);
  expect(JSON.stringify(view).length).toBeLessThan(MOST_OF_A_VIEW);
  expectLiteral(parsedTexts(sent));
  expectDiscreet(sent);
}

/** Everything that a message says where its reader would look for it, block by block. */
export function linesIn(payload: Message | ModalView): readonly string[] {
  return payload.blocks.map((block) => allTexts(asSent(block)).join(""));
}

/** Every text of a message or view, in order: what its reader reads. */
export function wordsIn(payload: Message | ModalView): string {
  return allTexts(asSent(payload.blocks)).join("");
}

/** What the buttons of a message say, in order. */
export function buttonsIn({ blocks }: Message): readonly string[] {
  const elements = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
  return elements.flatMap((element) => (element.type === "button" ? [element.text.text] : []));
}

/** As it crosses the wire: what is undefined is not there. */
function asSent(payload: unknown): Json {
  return JSON.parse(JSON.stringify(payload));
}

/** Slack's own tokens, which are the app's to send: people, user groups, channels, dates. */
const TOKENS = /<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+|!subteam\^S[A-Z0-9]+|!date\^\d+\^[^<>|]+\|[^<>|]+)>/g;

/** Nothing but the app's own tokens is left that Slack would read as a mention or a link. */
function expectLiteral(texts: readonly string[]): void {
  expect(texts.filter((text) => /[<>]/.test(text.replace(TOKENS, "")))).toEqual([]);
}

function expectDiscreet(sent: Json): void {
  const all = JSON.stringify(sent);
  expect(all).not.toContain(ADDRESS);
  expect(all).not.toContain(KEY_ID);
}

/** The texts that Slack parses: mrkdwn, and plain text whose `:names:` become emoji. */
function parsedTexts(sent: Json): readonly string[] {
  return [...textsOf("mrkdwn", sent), ...objectsIn(sent).flatMap(emojiText)];
}

function emojiText(found: Readonly<Record<string, Json>>): readonly string[] {
  return found.type === "plain_text" && found.emoji !== false ? [`<parsed for emoji: ${found.text}>`] : [];
}

function textsOf(type: string, sent: Json): readonly string[] {
  return objectsIn(sent).flatMap((found) =>
    found.type === type && typeof found.text === "string" ? [found.text] : [],
  );
}

function allTexts(sent: Json): readonly string[] {
  return objectsIn(sent).flatMap(({ text, fallback }) =>
    [text, fallback].filter((one) => typeof one === "string"),
  );
}

function objectsIn(value: Json): readonly Readonly<Record<string, Json>>[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(objectsIn);
  return isList(value) ? inside : [value, ...inside];
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
