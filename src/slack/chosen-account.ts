import type { AccountId } from "../domain/account.ts";
import { findingFilters } from "../findings/finding-view.ts";
import { UnknownButtonError } from "./actions/unknown-button.ts";

/** An account that was chosen where one was wanted. */
export interface ChosenAccount {
  readonly accountId: AccountId;
  /** The command that wanted it, and what would be typed after its word; absent if the account is to be shown. */
  readonly asked?: { readonly word: string; readonly words: string };
}

const FINDINGS = `findings(?: (?:${findingFilters.join("|")}))?`;
/** The commands that want an account, with what may stand before it. */
const WANTING = `canonical|${FINDINGS}|history|keys(?: older-than [1-9]\\d{0,4}d)?|log|whois`;
const CHOSEN = new RegExp(`^(?:(${WANTING}) )?(\\d{12})$`);
/** What Slack calls a block that has no name has no space. */
const SEARCH = new RegExp(`^for (${WANTING})$`);

/** An account as a menu carries it, with the command that wants it, if one does: `findings mine 411111111111`. */
export function chosenAccountText(id: AccountId, command = ""): string {
  return `${command} ${id}`.trim();
}

/** The account that a menu carries. @throws {UnknownButtonError} */
export function chosenAccountIn(text: string): ChosenAccount {
  const [, command = "", accountId] = CHOSEN.exec(text) ?? [];
  if (!accountId) throw new UnknownButtonError();
  const [word] = command.split(" ");
  return { accountId, ...(word && { asked: { word, words: text.slice(word.length + 1) } }) };
}

/** What the block is called that a search stands in: by it Slack says which command the account is searched for. */
export function searchBlockFor(command: string): string {
  return `for ${command}`;
}

/** The command that an account is searched for in a block; "" if it is to be shown. */
export function commandSearchedFor(block: string): string {
  return SEARCH.exec(block)?.[1] ?? "";
}
