import { parseAccountId } from "../../domain/account.ts";
import { mayRecover } from "../../email-recovery/recover-email.ts";
import { actionIds } from "../ids.ts";
import { emailForm } from "../views/email-form.ts";
import type { Action } from "./action.ts";
import { UnknownButtonError } from "./unknown-button.ts";

/** An account that was chosen, or a button about one: why its address is wanted is asked next. */
export const giveEmailReason: Action = {
  id: actionIds.emailReason,
  kind: "modal",
  title: "Root e-mail",
  needs: mayRecover,
  async load({ useCases }, { channel, value }) {
    const id = parseAccountId(value);
    if (!id) throw new UnknownButtonError();
    const [account = { id, name: id }] = await useCases.accounts.stored([id]);
    return emailForm({ account, channel });
  },
};
