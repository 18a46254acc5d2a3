import { checks } from "../../checks/index.ts";
import { parseAccountId } from "../../domain/account.ts";
import { RootcheckError } from "../../domain/errors.ts";
import { actionIds } from "../ids.ts";
import { remedyModal } from "../views/remedy.ts";
import type { Action } from "./action.ts";

/** A button carries a value that no message of this release has. */
class UnknownButtonError extends RootcheckError {
  constructor() {
    super("unknown_button", "This button is from an older message. Ask for the account again.");
  }
}

export const howToFix: Action = {
  id: actionIds.howToFix,
  kind: "modal",
  title: "How to fix",
  needs: "viewer",
  async load(_dependencies, { value }) {
    const [id = "", checkId] = value.split(" ");
    const accountId = parseAccountId(id);
    const check = checks.find((candidate) => candidate.id === checkId);
    if (!accountId || !check) throw new UnknownButtonError();
    return remedyModal(check, accountId);
  },
};
