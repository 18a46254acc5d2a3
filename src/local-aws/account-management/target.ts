import type { LocalAccount } from "../account.ts";
import { administersService } from "../membership.ts";
import type { Call } from "../operation.ts";
import { arnOf } from "../principal.ts";
import { Refusal } from "../wire/refusal.ts";

/** The name by which Account Management is trusted and delegated. */
const SERVICE = "account.amazonaws.com";

interface NamesAccount {
  readonly AccountId?: string | undefined;
}

/** The ARN that a policy must allow the operation on: the caller's account, or a member as the organization's. */
export function targetArn({ organization, account, input }: Call<NamesAccount>): string {
  const { partition, managementAccount, id } = organization;
  if (input.AccountId === undefined) return `arn:${partition}:account::${account.id}:account`;
  return `arn:${partition}:account::${managementAccount}:account/${id}/${input.AccountId}`;
}

/** The account that an operation is about: the caller's, or the member that it names and may name. */
export function targetOf(call: Call<NamesAccount>, action: string): LocalAccount {
  const { organization, account, input } = call;
  if (input.AccountId === undefined) return account;
  if (!/^\d{12}$/.test(input.AccountId)) {
    throw new Refusal("invalid", "AccountId must be twelve digits", { reason: "fieldValidationFailed" });
  }
  if (!account.inOrganization || organization.featureSet !== "ALL") throw denied(call, action);
  if (!organization.trustedAccess.includes(SERVICE)) {
    const why = "Your organization must first enable trusted access with AWS Account Management.";
    throw denied(call, action, why);
  }
  const target = organization.accounts.get(input.AccountId);
  const isMember = target?.inOrganization && target.id !== organization.managementAccount;
  if (isMember && administersService(organization, account.id, SERVICE)) return target;
  throw denied(call, action);
}

function denied(call: Call<NamesAccount>, action: string, why = "Access Denied"): Refusal {
  const who = arnOf(call.organization, call.principal);
  return new Refusal("access-denied", `User: ${who} is not authorized to perform: ${action} (${why})`);
}
