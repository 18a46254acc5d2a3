import {
  type AccountState,
  GetAccountInformation$,
  type GetAccountInformationRequest,
  type GetAccountInformationResponse,
  GetPrimaryEmail$,
  type GetPrimaryEmailRequest,
  type GetPrimaryEmailResponse,
} from "@aws-sdk/client-account";
import type { LocalAccount } from "../account.ts";
import { operation } from "../operation.ts";
import { targetArn, targetOf } from "./target.ts";

/** Gives the account's name, age and state, but not its e-mail address. */
export const getAccountInformation = operation<GetAccountInformationRequest, GetAccountInformationResponse>({
  schema: GetAccountInformation$,
  subject: ({ AccountId }) => AccountId,
  resource: targetArn,
  answer(call) {
    const target = targetOf(call, "account:GetAccountInformation");
    return {
      AccountId: target.id,
      AccountName: target.name,
      AccountCreatedDate: target.joinedAt,
      AccountState: stateOf(target),
    };
  },
});

/** Gives the root user's e-mail address of a member, to whoever may name members. */
export const getPrimaryEmail = operation<GetPrimaryEmailRequest, GetPrimaryEmailResponse>({
  schema: GetPrimaryEmail$,
  subject: ({ AccountId }) => AccountId,
  resource: targetArn,
  answer: (call) => ({ PrimaryEmail: targetOf(call, "account:GetPrimaryEmail").email }),
});

/** Account Management has no word for an account that is about to be closed. */
function stateOf({ state }: LocalAccount): AccountState {
  return state === "PENDING_CLOSURE" ? "SUSPENDED" : state;
}
