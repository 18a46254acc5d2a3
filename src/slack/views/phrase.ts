import { maskAccessKeyId } from "../../domain/mask.ts";
import type { Phrase } from "../../domain/result.ts";
import { code, type Span } from "../blocks.ts";
import { literal } from "../text.ts";
import { ago, day } from "../time-words.ts";

/** A phrase for a message: days in the reader's own time zone, key ids masked. */
export function spansOf(phrase: Phrase, now: Date): readonly Span[] {
  return phrase.map((part): Span => {
    if (typeof part === "string") return part;
    if ("accessKeyId" in part) return code(maskAccessKeyId(part.accessKeyId));
    if ("ago" in part) return ago(part.ago, now);
    const timestamp = Math.floor(part.day.getTime() / 1000);
    return { type: "date", timestamp, format: "{date_short}", fallback: day(part.day) };
  });
}

/** The same in plain words, for where only text will do. */
export function wordsOf(phrase: Phrase, now: Date): string {
  return phrase
    .map((part) => {
      if (typeof part === "string") return part;
      if ("accessKeyId" in part) return maskAccessKeyId(part.accessKeyId);
      return "ago" in part ? ago(part.ago, now) : day(part.day);
    })
    .join("");
}

/** A phrase of at most so many characters of plain words, on one line. */
export function cut(phrase: Phrase, length: number): Phrase {
  let left = length;
  return phrase.flatMap((part): Phrase => {
    if (left <= 0) return [];
    if (typeof part !== "string") {
      left -= 20;
      return [part];
    }
    const kept = literal(part, left);
    left -= kept.length;
    return [kept];
  });
}
