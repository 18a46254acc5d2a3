import { bold, bullets, code, type Message, type Span } from "../blocks.ts";
import { COMMAND } from "../ids.ts";
import { literal } from "../text.ts";
import { nameOf } from "./names.ts";
import { notice } from "./notice.ts";
import type { ScopeChoices } from "./scope-choice.ts";

const MOST_SCOPES = 10;

/** Nothing that can be watched is called that. */
export function noWatchScopeMessage(words: string, nearest: ScopeChoices): Message {
  return scopesMessage(["No account or organizational unit is called ", bold(literal(words, 100)), "."], {
    ...nearest,
    ask: " Nearest:",
  });
}

/** Several things that can be watched are called that. */
export function severalWatchScopesMessage(words: string, found: ScopeChoices): Message {
  return scopesMessage(["Several are called ", bold(literal(words, 100)), "."], {
    ...found,
    ask: " Say which by its id:",
  });
}

function scopesMessage(
  lead: readonly Span[],
  { units, accounts, ask }: ScopeChoices & { readonly ask: string },
): Message {
  const choices: (readonly Span[])[] = [
    ...units.map(({ id, path }) => [
      code(`${COMMAND} watch on ${id}`),
      `  ${literal(path.join(" / "), 100)}`,
    ]),
    ...accounts.map((account) => [code(`${COMMAND} watch on ${account.id}`), `  ${nameOf(account)}`]),
  ];
  if (choices.length === 0) return notice(...lead);
  const { text, blocks } = notice(...lead, ask);
  return { text, blocks: [...blocks, bullets(choices.slice(0, MOST_SCOPES))] };
}
