import type { ActionDependencies } from "./actions/action.ts";
import type { Message } from "./blocks.ts";
import { LIST_PAGE, type ListPlace } from "./list-place.ts";
import { findingListMessage } from "./views/finding-list.ts";

/** A page of the list; the last one there is where it has become shorter meanwhile. */
export async function showList(
  { useCases, now }: Pick<ActionDependencies, "useCases" | "now">,
  { user, place }: { readonly user: string; readonly place: ListPlace },
): Promise<Message> {
  const ask = (offset: number) => useCases.findings.list({ ...place, offset, asker: user, limit: LIST_PAGE });
  const page = await ask(place.offset);
  if (page.findings.length > 0 || page.total === 0) return findingListMessage({ place, page }, now());
  const offset = Math.floor((page.total - 1) / LIST_PAGE) * LIST_PAGE;
  return findingListMessage({ place: { ...place, offset }, page: await ask(offset) }, now());
}

/** What came of pressing a button of a list, above the list as it is now; alone where the button stands elsewhere. */
export async function aboveList(
  dependencies: Pick<ActionDependencies, "useCases" | "now">,
  { user, list }: { readonly user: string; readonly list: ListPlace | undefined },
  outcome: Message,
): Promise<Message> {
  if (!list) return outcome;
  const { blocks } = await showList(dependencies, { user, place: list });
  return { text: outcome.text, blocks: [...outcome.blocks, ...blocks] };
}
