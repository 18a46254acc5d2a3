import { channelSpan, person, type Span } from "../blocks.ts";
import { literal } from "../text.ts";
import { dateSpan } from "../time-words.ts";

type Details = Readonly<Record<string, unknown>>;

const MOST_PARTS = 6;
const PART_LENGTH = 60;

/** An entry's details in a few parts, cut where they are long: first what was done and what changed, then the rest. */
export function logDetailParts({ change, before, after, ...rest }: Details): readonly (readonly Span[])[] {
  const changed = after === undefined ? [] : changes(before, after);
  const others = Object.entries(rest).map(([name, value]) => [
    `${labelOf(name)}: `,
    name === "channel" ? channelOf(value) : spanOf(value),
  ]);
  const parts = [...(change === undefined ? [] : [[spanOf(change)]]), ...changed, ...others];
  const left = parts.length - MOST_PARTS;
  return left > 0 ? [...parts.slice(0, MOST_PARTS), [`and ${left} more`]] : parts;
}

function changes(before: unknown, after: unknown): readonly (readonly Span[])[] {
  if (!isRecord(before) || !isRecord(after)) return [[spanOf(before), " → ", spanOf(after)]];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => [`${labelOf(name)}: `, spanOf(before[name]), " → ", spanOf(after[name])]);
}

function isRecord(value: unknown): value is Details {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `requestedBy` reads as "requested by"; the name of a setting stays as it is. */
function labelOf(name: string): string {
  const isSetting = /^[A-Z_]+$/.test(name);
  return literal(isSetting ? name : name.replaceAll(/[a-z](?=[A-Z])/g, "$& ").toLowerCase(), 40);
}

const PERSON = /^[UWS][A-Z0-9]{6,}$/;
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function spanOf(value: unknown): Span {
  if (typeof value !== "string") return literal(worded(value), PART_LENGTH);
  if (PERSON.test(value)) return person(value);
  const time = TIME.test(value) ? new Date(value) : undefined;
  return time && !Number.isNaN(time.getTime()) ? dateSpan(time) : literal(value, PART_LENGTH);
}

const CHANNEL = /^[CG][A-Z0-9]{6,}$/;

/** A channel by its name. The words of people may look like a channel's id, so only what is one by its kind is read so. */
export function channelOf(value: unknown): Span {
  return typeof value === "string" && CHANNEL.test(value) ? channelSpan(value) : spanOf(value);
}

function worded(value: unknown): string {
  if (value === undefined || value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(worded).join(", ") || "none";
  if (!isRecord(value)) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${labelOf(name)} ${worded(member)}`);
  return members.join(", ") || "none";
}
