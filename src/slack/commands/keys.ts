import { keyQuestionIn } from "../key-scope.ts";
import { keysBeingReadMessage, keysMessage, unclearAgeMessage } from "../views/access-keys.ts";
import type { Command } from "./command.ts";
import { withAccount } from "./find-account.ts";

export const keys: Command = {
  word: "keys",
  parameters: "[account] [older-than 90d]",
  does: "Access keys over the organization or in one account: root's first, then those that nobody uses.",
  needs: "operator",
  async run(dependencies, request) {
    const { useCases, now } = dependencies;
    const { words, olderThanDays, isUnclear } = keyQuestionIn(request.words);
    if (isUnclear) return unclearAgeMessage();
    const look = {
      ...{ by: request.user, place: request.channel },
      ...(olderThanDays !== undefined && { olderThanDays }),
    };
    if (words) {
      const command = olderThanDays === undefined ? keys.word : `${keys.word} older-than ${olderThanDays}d`;
      return withAccount(dependencies, { ...request, words, command }, async (account) => {
        request.meanwhile("Reading the account's access keys…");
        return keysMessage(await useCases.keys.lookAtAccount({ ...look, account }), now());
      });
    }
    const outcome = await useCases.keys.lookAtOrganization(look);
    return outcome.kind === "ready"
      ? keysMessage(outcome.summary, now())
      : keysBeingReadMessage(outcome.accounts);
  },
};
