import {
  type Account,
  AccountNotFoundException$,
  DescribeAccount$,
  type DescribeAccountRequest,
  type DescribeAccountResponse,
  ListAccounts$,
  type ListAccountsRequest,
  type ListAccountsResponse,
} from "@aws-sdk/client-organizations";
import type { LocalAccount } from "../account.ts";
import { members } from "../membership.ts";
import { anyResource, type Call, operation } from "../operation.ts";
import type { LocalOrganization } from "../organization.ts";
import type { Switches } from "../switches.ts";
import { idPathOfAccount } from "../units.ts";
import { modelled, Refusal } from "../wire/refusal.ts";
import { requireAdministrator } from "./access.ts";
import { pageOf } from "./page.ts";

/** Lists the accounts of the organization. */
export const listAccounts = operation<ListAccountsRequest, ListAccountsResponse>({
  schema: ListAccounts$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const { entries, NextToken } = pageOf(members(call.organization), call.input, call.switches);
    return {
      Accounts: entries.map((each) => accountAnswer(call.organization, each, call.switches)),
      NextToken,
    };
  },
});

/** Describes one account of the organization. */
export const describeAccount = operation<DescribeAccountRequest, DescribeAccountResponse>({
  schema: DescribeAccount$,
  subject: ({ AccountId }) => AccountId,
  resource: describedArn,
  answer(call) {
    requireAdministrator(call);
    const { AccountId = "" } = call.input;
    if (!/^\d{12}$/.test(AccountId)) {
      throw new Refusal("invalid", "You specified an invalid value.", { Reason: "INVALID_PATTERN" });
    }
    const found = call.organization.accounts.get(AccountId);
    if (!found?.inOrganization) {
      throw modelled(AccountNotFoundException$, "You specified an account that doesn't exist.");
    }
    return { Account: accountAnswer(call.organization, found, call.switches) };
  },
});

/** The ARN by which Organizations names an account. */
export function accountArn(organization: LocalOrganization, { id }: Pick<LocalAccount, "id">): string {
  const { partition, managementAccount } = organization;
  return `arn:${partition}:organizations::${managementAccount}:account/${organization.id}/${id}`;
}

/** The words of an account's life that answers had before `State` came. */
function statusOf({ state }: LocalAccount): "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" {
  if (state === "CLOSED") return "SUSPENDED";
  return state === "PENDING_ACTIVATION" ? "ACTIVE" : state;
}

/** What accounts and delegated administrators have in common in answers. */
export function commonMembers(
  organization: LocalOrganization,
  account: LocalAccount,
  { accountState }: Switches,
) {
  return {
    Id: account.id,
    Arn: accountArn(organization, account),
    Email: account.email,
    Name: account.name,
    Status: accountState === "state" ? undefined : statusOf(account),
    State: accountState === "status" ? undefined : account.state,
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: account.joinedAt,
  };
}

/** An account as answers show it. */
export function accountAnswer(
  organization: LocalOrganization,
  account: LocalAccount,
  switches: Switches,
): Account {
  return {
    ...commonMembers(organization, account, switches),
    Paths: switches.paths ? [idPathOfAccount(organization, account)] : undefined,
  };
}

function describedArn({ organization, input }: Call<DescribeAccountRequest>): string {
  return accountArn(organization, { id: input.AccountId ?? "" });
}
