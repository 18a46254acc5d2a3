import { actionIds } from "../ids.ts";
import { auditRequestedMessage } from "../views/audit-requested.ts";
import type { Action } from "./action.ts";
import { knownAccount } from "./known-account.ts";

export const auditAgain: Action = {
  id: actionIds.auditAgain,
  kind: "answer",
  needs: "operator",
  async run(dependencies, { user, channel, value }) {
    const account = await knownAccount(dependencies, value);
    const choice = await dependencies.places.choose({ user, channel });
    const scope = { kind: "account", accountId: account.id } as const;
    const { id, joined } = await dependencies.useCases.requestAudit({
      scope,
      requestedBy: user,
      place: choice.place,
    });
    return auditRequestedMessage({ auditId: id, account, joined, choice });
  },
};
