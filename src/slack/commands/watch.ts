import { NotAllowedError } from "../../access/access.ts";
import type { Message } from "../blocks.ts";
import { turnWatchOn } from "../turn-watch-on.ts";
import { watchesMessage, watchOffMessage, watchOffWordsMessage } from "../views/watch.ts";
import { noWatchScopeMessage, severalWatchScopesMessage } from "../views/watch-scope.ts";
import { readWatchWords } from "../watch-words.ts";
import type { Command, CommandDependencies, CommandRequest } from "./command.ts";
import { describedAccounts } from "./find-account.ts";

type Run = (dependencies: CommandDependencies, request: CommandRequest) => Promise<Message>;

/** Looking is for viewers; what changes something, for operators. */
const RUNS: ReadonlyMap<string, Run> = new Map([
  ["show", show],
  ["on", forOperators(on)],
  ["off", forOperators(off)],
]);

export const watch: Command = {
  word: "watch",
  parameters: `[${[...RUNS.keys()].join("|")}] [account or OU] [every 6h]`,
  does: "Audits by itself and alerts this channel only if something is wrong now. Operators turn it on and off.",
  needs: "viewer",
  async run(dependencies, request) {
    const [, word = "", words = ""] = /^(\S*)\s*(.*)$/s.exec(request.words) ?? [];
    const run = RUNS.get(word.toLowerCase() || "show");
    if (run) return run(dependencies, { ...request, words });
    return show(dependencies, request, `There is no “watch ${word}”: it is ${[...RUNS.keys()].join(", ")}.`);
  },
};

function forOperators(run: Run): Run {
  return async (dependencies, request) => {
    const permission = await dependencies.useCases.access.mayAct(request.user, "operator");
    if (!permission.allowed) throw new NotAllowedError(permission, "operator");
    return run(dependencies, request);
  };
}

async function show(
  { useCases, places, now }: CommandDependencies,
  { channel }: CommandRequest,
  ...lead: readonly string[]
): Promise<Message> {
  const watches = await useCases.watches.list();
  const ids = watches.flatMap(({ scope }) => (scope.kind === "account" ? [scope.accountId] : []));
  const shown = {
    watches,
    accounts: await useCases.accounts.stored([...new Set(ids)]),
    channel,
    isListed: places.channels.includes(channel),
    hasWebhook: useCases.watches.hasWebhook,
  };
  return watchesMessage(shown, now(), lead);
}

async function on(dependencies: CommandDependencies, request: CommandRequest): Promise<Message> {
  const { user, channel, words, meanwhile } = request;
  const asked = readWatchWords(words);
  const { scope: scopeWords, cron } = asked;
  const wanted = { channel, ...(cron && { cron }) };
  const asker = { by: user, place: channel };
  if (!scopeWords) return turnWatchOn(dependencies, wanted, asker);
  meanwhile("Looking for what to watch…");
  const match = await dependencies.useCases.findScope(scopeWords);
  if (match.kind === "found") return turnWatchOn(dependencies, { ...wanted, scope: match.scope }, asker);
  if (match.kind === "none") return noWatchScopeMessage(asked, match);
  const accounts = await describedAccounts(dependencies, match.accounts);
  return severalWatchScopesMessage(asked, { accounts, units: match.units });
}

async function off({ useCases }: CommandDependencies, request: CommandRequest): Promise<Message> {
  const { user, channel, words } = request;
  if (words) return watchOffWordsMessage(words);
  const before = await useCases.watches.turnOff(channel, { by: user, place: channel });
  return watchOffMessage(channel, before);
}
