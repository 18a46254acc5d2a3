import { RootcheckError } from "../../domain/errors.ts";
import { actionIds } from "../ids.ts";
import { requestAudit } from "../request-audit.ts";
import type { Action } from "./action.ts";
import { UnknownButtonError } from "./unknown-button.ts";

/** A button speaks of an account or unit that the organization does not have any more. */
export class ScopeGoneError extends RootcheckError {
  constructor(kind: string, id: string) {
    super("scope_gone", `${kind} ${id} is not in the organization any more.`);
  }
}

export const auditAgain: Action = {
  id: actionIds.auditAgain,
  kind: "answer",
  needs: "operator",
  async run(dependencies, { user, channel, value, meanwhile }) {
    const { kind, words } = scopeOf(value);
    meanwhile("Looking for what to audit…");
    const match = await dependencies.useCases.findScope(words);
    if (match.kind !== "found") throw new ScopeGoneError(kind, words);
    return requestAudit(dependencies, { user, channel, ...match });
  },
};

/** A scope's key; a bare id stands for an account, as in a search and in messages of earlier releases. */
const SCOPE = /^(?:organization|(unit) (ou-[a-z0-9-]+)|(?:account )?(\d{12}))$/;

function scopeOf(value: string): { readonly kind: string; readonly words: string } {
  const found = SCOPE.exec(value);
  if (!found) throw new UnknownButtonError();
  const [, unit, unitId, accountId] = found;
  return { kind: unit ? "Unit" : "Account", words: unitId ?? accountId ?? "" };
}
