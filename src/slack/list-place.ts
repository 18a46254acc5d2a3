import { parseAccountId } from "../domain/account.ts";
import { type FindingFilter, type FindingQuery, findingFilters } from "../findings/finding-view.ts";
import { UnknownButtonError } from "./actions/unknown-button.ts";
import { numberIn } from "./button-number.ts";

/** Findings on one page of the list. */
export const LIST_PAGE = 5;

/** Which findings a list shows, from where on. */
export type ListPlace = Pick<FindingQuery, "filter" | "accountId" | "offset">;

/** A place in a list as a button carries it: `open 5 123456789012`. */
export function listPlaceText({ filter, offset, accountId = "" }: ListPlace): string {
  return `${filter} ${offset} ${accountId}`.trim();
}

/** The place in a list that a button asks for. @throws {UnknownButtonError} */
export function listPlaceIn(text: string): ListPlace {
  const [word = "", offset = "", id] = text.split(" ");
  const filter = filterOf(word);
  const accountId = id === undefined ? undefined : parseAccountId(id);
  if (!filter || (id !== undefined && !accountId)) throw new UnknownButtonError();
  return { filter, offset: numberIn(offset), ...(accountId && { accountId }) };
}

/** The list that goes by a word. */
export function filterOf(word: string): FindingFilter | undefined {
  return findingFilters.find((filter) => filter === word);
}
