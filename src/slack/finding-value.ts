import { UnknownButtonError } from "./actions/unknown-button.ts";
import { numberIn } from "./button-number.ts";

/** A finding as a button carries it: which, and the version that its message shows. */
export interface FindingValue {
  readonly findingId: number;
  readonly version: number;
}

/** What a button about a finding carries: `12 3`. */
export function findingValue({ id, version }: { readonly id: number; readonly version: number }): string {
  return `${id} ${version}`;
}

/** The finding that a button is about. @throws {UnknownButtonError} */
export function findingIn(text: string): FindingValue {
  const [id = "", version = "", ...rest] = text.split(" ");
  if (rest.length > 0) throw new UnknownButtonError();
  return { findingId: numberIn(id), version: numberIn(version) };
}

/** What the menu behind the three dots offers. */
export const findingVerbs = [
  "assign",
  "snooze",
  "accept",
  "explain",
  "extend",
  "reopen",
  "remedy",
  "history",
] as const;
export type FindingVerb = (typeof findingVerbs)[number];

/** What a choice of that menu carries: `assign 12 3`. @throws {UnknownButtonError} */
export function findingVerbIn(text: string): FindingValue & { readonly verb: FindingVerb } {
  const [word = "", ...rest] = text.split(" ");
  const verb = findingVerbs.find((candidate) => candidate === word);
  if (!verb) throw new UnknownButtonError();
  return { verb, ...findingIn(rest.join(" ")) };
}
