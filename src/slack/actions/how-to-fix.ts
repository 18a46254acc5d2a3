import { parseAccountId } from "../../domain/account.ts";
import { actionIds } from "../ids.ts";
import { ORGANIZATION } from "../views/names.ts";
import { remedyModal } from "../views/remedy.ts";
import { checkOf } from "../views/results.ts";
import type { Action } from "./action.ts";
import { knownAccount } from "./known-account.ts";
import { UnknownButtonError } from "./unknown-button.ts";

export const howToFix: Action = {
  id: actionIds.howToFix,
  kind: "modal",
  title: "How to fix",
  needs: "viewer",
  async load(dependencies, { value }) {
    const [id = "", checkId = ""] = value.split(" ");
    const check = checkOf({ check: checkId });
    if (check && id === ORGANIZATION)
      return remedyModal(check, await dependencies.useCases.findOrganizationReport());
    const accountId = parseAccountId(id);
    if (!accountId || !check) throw new UnknownButtonError();
    return remedyModal(check, await knownAccount(dependencies, accountId));
  },
};
