import { accountWantedMessage } from "../views/account-choice.ts";
import { auditRequestedMessage } from "../views/audit-requested.ts";
import type { Command } from "./command.ts";
import { withAccount } from "./find-account.ts";

export const audit: Command = {
  word: "audit",
  parameters: "<account>",
  does: "Audits an account now and posts the result.",
  needs: "operator",
  async run(dependencies, request) {
    if (!request.words) return accountWantedMessage(audit.word);
    const { useCases, places } = dependencies;
    const { user, channel } = request;
    return withAccount(dependencies, request, async (account) => {
      const choice = await places.choose({ user, channel });
      const scope = { kind: "account", accountId: account.id } as const;
      const { id, joined } = await useCases.requestAudit({ scope, requestedBy: user, place: choice.place });
      return auditRequestedMessage({ auditId: id, account, joined, choice });
    });
  },
};
