import { requestAudit } from "../request-audit.ts";
import { noScopeMessage, severalScopesMessage } from "../views/scope-choice.ts";
import type { Command } from "./command.ts";
import { describedAccounts } from "./find-account.ts";

export const audit: Command = {
  word: "audit",
  parameters: "[account or OU]",
  does: "Audits the organization, a unit with all under it, or one account, and posts the result.",
  needs: "operator",
  async run(dependencies, { user, channel, words, meanwhile }) {
    const { useCases } = dependencies;
    meanwhile("Looking for what to audit…");
    const match = await useCases.findScope(words);
    if (match.kind === "none") return noScopeMessage(words, match);
    if (match.kind === "found") return requestAudit(dependencies, { user, channel, ...match });
    const accounts = await describedAccounts(dependencies, match.accounts);
    return severalScopesMessage(words, { accounts, units: match.units });
  },
};
