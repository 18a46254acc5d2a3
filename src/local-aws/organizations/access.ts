import { AWSOrganizationsNotInUseException$ } from "@aws-sdk/client-organizations";
import { isAdministrator } from "../membership.ts";
import type { Call } from "../operation.ts";
import { modelled, Refusal } from "../wire/refusal.ts";

/** Refuses callers from an account that belongs to no organization. */
export function requireMembership({ account }: Call<object>): void {
  if (account.inOrganization) return;
  throw modelled(AWSOrganizationsNotInUseException$, "Your account is not a member of an organization.");
}

/** Refuses callers from ordinary member accounts, whatever their policies allow. */
export function requireAdministrator(call: Call<object>): void {
  requireMembership(call);
  if (isAdministrator(call.organization, call.account.id)) return;
  throw new Refusal("access-denied", "You don't have permissions to access this resource.");
}
