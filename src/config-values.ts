import { z } from "zod";
import type { DaysBySeverity } from "./domain/finding-policy.ts";

/** Words separated by commas; none where the setting is absent. */
export const list = z
  .string()
  .optional()
  .transform((text) =>
    (text ?? "")
      .split(",")
      .map((entry) => entry.trim())
      .filter(Boolean),
  );

/** Ids of the given kinds, each of which must have the shape. */
export function idsOf(kinds: string, shape: RegExp) {
  return list.refine((ids) => ids.every((id) => shape.test(id)), {
    error: (issue) => {
      const wrong = z
        .array(z.string())
        .parse(issue.input)
        .filter((id) => !shape.test(id));
      return `takes ${kinds}, separated by commas; not: ${wrong.join(", ")}.`;
    },
  });
}

export const people = idsOf("user ids (U…, W…) and user group ids (S…)", /^[UWS][A-Z0-9]+$/);

interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** A whole number within bounds. */
export function wholeNumber({ preset, ...bounds }: Bounds & { readonly preset: number }) {
  return wholeNumberIfAny(bounds).default(preset);
}

/** The same, with nothing in its place. */
export function wholeNumberIfAny({ from, to }: Bounds) {
  const error = `takes a whole number from ${from} to ${to}.`;
  return z.coerce.number({ error }).int({ error }).min(from, { error }).max(to, { error }).optional();
}

/** One of several words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
  preset: Words[number],
) {
  return z.enum(words, { error: `takes one of: ${words.join(", ")}.` }).default(preset);
}

/** Days for critical, high, medium and low: as many as the product allows, or fewer. */
export function daysBySeverity({ critical, high, medium, low }: DaysBySeverity) {
  const longest = [critical, high, medium, low];
  const error = `takes four whole numbers, for critical, high, medium and low, of at least 1 and at most ${longest.join(",")}.`;
  return z
    .string()
    .transform((text) => text.split(",").map((part) => Number(part.trim())))
    .refine(
      (days) =>
        days.length === longest.length &&
        days.every((each, index) => Number.isInteger(each) && each >= 1 && each <= (longest[index] ?? 0)),
      { error },
    )
    .transform(
      ([first = critical, second = high, third = medium, fourth = low]): DaysBySeverity => ({
        critical: first,
        high: second,
        medium: third,
        low: fourth,
      }),
    )
    .default({ critical, high, medium, low });
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Whether alerts may be posted to an address: encrypted, or to this machine alone. */
export function isWebhookAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol === "https:") return true;
  return url?.protocol === "http:" && LOOPBACK.includes(url.hostname);
}

const SHORTEST_SECRET_BYTES = 24;

/** Whether something is base64 of enough bytes to sign with, with or without the prefix that such secrets have. */
export function isWebhookSecret(text: string): boolean {
  const base64 = text.replace(/^whsec_/, "");
  const bytes = Buffer.from(base64, "base64");
  return bytes.length >= SHORTEST_SECRET_BYTES && bytes.toString("base64") === base64;
}
