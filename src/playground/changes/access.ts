import { isDeepStrictEqual } from "node:util";
import type { LocalAccount } from "../../local-aws/account.ts";
import type { ServiceControlPolicy } from "../../local-aws/organization.ts";
import { unitsDownTo } from "../../local-aws/units.ts";
import { isMemberRole, MANAGEMENT, memberRole, SECURITY_TOOLING } from "../sample-accounts/account.ts";
import { DENY_ROOT } from "../sample-organization.ts";
import type { Change, Changed } from "./change.ts";

/** The account's place in the organization, and who gets into it. */
export const accessChanges: readonly Change[] = [
  {
    id: "deny-root",
    label: "Deny root by a policy",
    done: "the policy deny-root-user is attached to the account; it stops root sessions too",
    learntFrom: "account",
    // Policies never bind the management account.
    applies: (changed) => changed.account.id !== MANAGEMENT && !isDenied(changed),
    apply: (changed) => {
      denyRoot(changed)?.targets.push(changed.account.id);
    },
  },
  {
    id: "lift-root-denial",
    label: "Lift the policy on root",
    done: "the policy deny-root-user no longer reaches the account, nor what shares its place",
    learntFrom: "account",
    applies: isDenied,
    apply: (changed) => {
      const policy = denyRoot(changed);
      if (policy) policy.targets = policy.targets.filter((target) => !isOver(changed.account, target));
    },
  },
  {
    id: "remove-member-role",
    label: "Remove the member role",
    done: "the role rootcheck-audit is gone",
    learntFrom: "account",
    applies: ({ account }) => account.roles.some(isMemberRole),
    apply: ({ account }) => {
      account.roles = account.roles.filter((role) => !isMemberRole(role));
    },
  },
  {
    id: "restore-member-role",
    label: "Restore the member role",
    done: "the role rootcheck-audit is as its template makes it",
    learntFrom: "account",
    applies: ({ account }) => !isWhole(account),
    apply: ({ account }) => restoreMemberRole(account),
  },
  {
    id: "suspend",
    label: "Suspend the account",
    done: "AWS has suspended the account",
    learntFrom: "account",
    // Neither the owner of the organization nor what rootcheck itself runs in.
    applies: ({ account }) => account.id !== MANAGEMENT && account.id !== SECURITY_TOOLING,
    apply: ({ account }) => {
      account.state = "SUSPENDED";
    },
  },
];

/** Taking an account back, which is possible for ninety days. */
export const reinstate: Change = {
  id: "reinstate",
  label: "Reinstate the account",
  done: "the account is active again",
  learntFrom: "account",
  applies: ({ account: { state } }) => state === "SUSPENDED" || state === "PENDING_CLOSURE",
  apply: ({ account }) => {
    account.state = "ACTIVE";
  },
};

function denyRoot({ organization }: Changed): ServiceControlPolicy | undefined {
  return organization.serviceControlPolicies.find(({ id }) => id === DENY_ROOT);
}

function isDenied(changed: Changed): boolean {
  return denyRoot(changed)?.targets.some((target) => isOver(changed.account, target)) ?? false;
}

/** Whether what is attached to `root`, a unit's path or an account's id reaches the account. */
export function isOver(account: LocalAccount, target: string): boolean {
  return ["root", account.id, ...unitsDownTo(account.ou)].includes(target);
}

/** Whether the member role is there and may do what its template lets it. */
export function isWhole({ id, roles }: LocalAccount): boolean {
  const wanted = memberRole(id);
  return roles.some((role) => isMemberRole(role) && isDeepStrictEqual(role.documents, wanted.documents));
}

/** Makes the member role as its template does, whatever it was before. */
export function restoreMemberRole(account: LocalAccount): void {
  const asDeployed = {
    path: "/",
    allows: [],
    trustsSourceIdentity: true,
    maxSessionSeconds: 3600,
    policies: [],
    inlinePolicies: {},
  };
  const others = account.roles.filter((role) => !isMemberRole(role));
  account.roles = [{ ...memberRole(account.id), ...asDeployed }, ...others];
}
