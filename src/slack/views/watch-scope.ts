import { bold, bullets, code, type Message, type Span } from "../blocks.ts";
import { COMMAND } from "../ids.ts";
import { literal } from "../text.ts";
import type { WatchWords } from "../watch-words.ts";
import { nameOf } from "./names.ts";
import { notice } from "./notice.ts";
import type { ScopeChoices } from "./scope-choice.ts";

const MOST_SCOPES = 10;

type Asked = Pick<WatchWords, "scope" | "said">;

/** Nothing that can be watched is called that. */
export function noWatchScopeMessage({ scope, said }: Asked, nearest: ScopeChoices): Message {
  return scopesMessage(["No account or organizational unit is called ", bold(literal(scope, 100)), "."], {
    ...nearest,
    said,
    ask: " Nearest:",
  });
}

/** Several things that can be watched are called that. */
export function severalWatchScopesMessage({ scope, said }: Asked, found: ScopeChoices): Message {
  return scopesMessage(["Several are called ", bold(literal(scope, 100)), "."], {
    ...found,
    said,
    ask: " Say which by its id:",
  });
}

function scopesMessage(
  lead: readonly Span[],
  { units, accounts, said, ask }: ScopeChoices & { readonly said: string; readonly ask: string },
): Message {
  const command = (id: string) => code(literal(`${COMMAND} watch on ${id} ${said}`.trim(), 150));
  const choices: (readonly Span[])[] = [
    ...units.map(({ id, path }) => [command(id), `  ${literal(path.join(" / "), 100)}`]),
    ...accounts.map((account) => [command(account.id), `  ${nameOf(account)}`]),
  ];
  if (choices.length === 0) return notice(...lead);
  const { text, blocks } = notice(...lead, ask);
  return { text, blocks: [...blocks, bullets(choices.slice(0, MOST_SCOPES))] };
}
