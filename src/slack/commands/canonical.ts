import { canonicalBudget } from "../../canonical-ids/derive.ts";
import type { Spent } from "../../domain/canonical-id.ts";
import { canonicalMessage, limitsOf, progressText } from "../views/canonical.ts";
import { directoryMessage } from "../views/canonical-directory.ts";
import type { Command } from "./command.ts";
import { withAccount } from "./find-account.ts";

export const canonical: Command = {
  word: "canonical",
  parameters: "[account]",
  does: "An account's S3 canonical user id and how it was come by; all that are known unless you name one.",
  needs: "operator",
  async run(dependencies, request) {
    const { user: by, channel: place, words, meanwhile } = request;
    const { canonicalIds } = dependencies.useCases;
    if (!words) return directoryMessage(await canonicalIds.directory());
    return withAccount(dependencies, { ...request, command: canonical.word }, async (account) => {
      meanwhile(`Asking AWS: ${limitsOf(canonicalBudget)} at most…`);
      const onProgress = (spent: Spent) => meanwhile(progressText(spent, canonicalBudget));
      return canonicalMessage(await canonicalIds.derive({ account, by, place, onProgress }));
    });
  },
};
