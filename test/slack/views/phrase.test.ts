import { expect, test } from "vitest";
import type { PhrasePart } from "../../../src/domain/result.ts";
import type { Span } from "../../../src/slack/blocks.ts";
import { spansOf, wordsOf } from "../../../src/slack/views/phrase.ts";
import { HOSTILE, KEY_ID, now } from "./samples.ts";

const then = new Date("2026-11-20T00:00:00Z");
const MASKED = "AKIA••••••••••••MPLE";
const date = {
  type: "date",
  timestamp: then.getTime() / 1000,
  format: "{date_short}",
  fallback: "20 Nov 2026",
} as const;

test.each<[string, PhrasePart, Span, string]>([
  ["words", HOSTILE, HOSTILE, HOSTILE],
  ["a day", { day: then }, date, "20 Nov 2026"],
  ["how long ago", { ago: then }, "3 days ago", "3 days ago"],
  ["a key id", { accessKeyId: KEY_ID }, { type: "text", text: MASKED, style: { code: true } }, MASKED],
])("%s, for a message and in plain words", (_what, part, span, words) => {
  expect(spansOf(["since ", part, "."], now)).toEqual(["since ", span, "."]);
  expect(wordsOf(["since ", part, "."], now)).toBe(`since ${words}.`);
});
