import { UnknownButtonError } from "./actions/unknown-button.ts";
import { numberIn } from "./button-number.ts";
import { type ListPlace, listPlaceIn, listPlaceText } from "./list-place.ts";

/** A finding as a button carries it: which, and the version that its message shows. */
export interface FindingValue {
  readonly findingId: number;
  readonly version: number;
  /** The page of a list that the button stands in. */
  readonly list?: ListPlace;
}

/** What a button about a finding carries: `12 3`; in a list also where in it, so that the list can be shown anew. */
export function findingValue(
  { id, version }: { readonly id: number; readonly version: number },
  list?: ListPlace,
): string {
  return list ? `${id} ${version} ${listPlaceText(list)}` : `${id} ${version}`;
}

/** The finding that a button is about. @throws {UnknownButtonError} */
export function findingIn(text: string): FindingValue {
  const [id = "", version = "", ...rest] = text.split(" ");
  const list = rest.length > 0 ? listPlaceIn(rest.join(" ")) : undefined;
  return { findingId: numberIn(id), version: numberIn(version), ...(list && { list }) };
}

/** Whether what a button carries names a list, rightly or not. */
export function isOfList(text: string): boolean {
  return text.split(" ").length > 2;
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
