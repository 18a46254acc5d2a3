import type { LogFilter } from "../../audit-log/read-log.ts";
import { parseAccountId } from "../../domain/account.ts";
import { ENTRIES_A_PAGE } from "../log-page.ts";
import { logMessage } from "../views/log.ts";
import type { Command } from "./command.ts";
import { withAccount } from "./find-account.ts";

export const log: Command = {
  word: "log",
  parameters: "[account or @person]",
  does: "The audit log, newest first: who did what, when. Looking is entered in it too.",
  needs: ["approver", "auditor"],
  async run(dependencies, request) {
    const { user: by, channel: place, words } = request;
    const { lookIntoLog } = dependencies.useCases;
    const show = async (filter: LogFilter) =>
      logMessage(await lookIntoLog({ by, place, filter, limit: ENTRIES_A_PAGE }));
    const filter = filterIn(words);
    if (filter) return show(filter);
    return withAccount(dependencies, { ...request, command: log.word }, ({ id }) =>
      show({ kind: "account", accountId: id }),
    );
  },
};

const PERSON = /^@([UW][A-Z0-9]+)$/;

/** What a look is about, where the words alone tell. */
function filterIn(words: string): LogFilter | undefined {
  if (!words) return { kind: "all" };
  const actor = PERSON.exec(words)?.[1];
  if (actor) return { kind: "actor", actor };
  // The log tells of accounts that have left the organization or never were in it, too.
  const accountId = parseAccountId(words);
  return accountId === undefined ? undefined : { kind: "account", accountId };
}
