import type { AccessKey, LocalAccount } from "../local-aws/account.ts";
import type { LocalOrganization } from "../local-aws/organization.ts";
import { isOver, isWhole } from "./changes/access.ts";
import { changesFor } from "./changes/index.ts";
import type { AccountView } from "./desk.ts";
import { isMemberRole } from "./sample-accounts/account.ts";

/** Shows one account as the panel does. */
export function viewOf(organization: LocalOrganization, account: LocalAccount): AccountView {
  const { id, name, ou, state } = account;
  return {
    id,
    name,
    unit: ou.replaceAll("/", " / "),
    state,
    standing: standingOf(account),
    facts: factsOf(organization, account),
    changes: changesFor({ organization, account }).map((change) => ({ id: change.id, label: change.label })),
  };
}

function standingOf({ root, state }: LocalAccount): string {
  if (state !== "ACTIVE") return `Not active: ${inWords(state)}`;
  const { password, accessKeys, mfaDevices, signingCertificates } = root;
  const guard = mfaDevices.length > 0 ? `MFA by ${devicesOf(root)}` : "no MFA";
  const keysBy = Map.groupBy(accessKeys, ({ status }) => status.toLowerCase());
  const parts = [
    ...(password ? [`password, ${guard}`] : []),
    ...[...keysBy].map(([status, keys]) => counted(keys.length, `${status} access key`)),
    ...(signingCertificates.length > 0 ? [counted(signingCertificates.length, "signing certificate")] : []),
  ];
  return `Root: ${parts.join("; ") || "no credentials"}`;
}

function factsOf(organization: LocalOrganization, account: LocalAccount): AccountView["facts"] {
  const { root, email, state, securityContact, roles } = account;
  const { password, accessKeys, signingCertificates } = root;
  return [
    { name: "State", value: inWords(state) },
    { name: "Root e-mail", value: email },
    { name: "Password", value: password ? `set, last used ${dayOf(password.lastUsedAt)}` : "none" },
    { name: "MFA", value: devicesOf(root) || "none" },
    { name: "Access keys", value: accessKeys.map(keyInWords).join("; ") || "none" },
    { name: "Signing certificates", value: String(signingCertificates.length || "none") },
    { name: "Security contact", value: securityContact?.email ?? "none" },
    {
      name: "Member role",
      value: isWhole(account) ? "whole" : roles.some(isMemberRole) ? "may not read all" : "none",
    },
    { name: "Policies on root", value: policiesOver(organization, account).join(", ") || "none" },
  ];
}

/** The names of the policies that reach the account; none ever binds the management account. */
function policiesOver(organization: LocalOrganization, account: LocalAccount): readonly string[] {
  return organization.serviceControlPolicies
    .filter(({ targets }) => targets.some((target) => isOver(account, target)))
    .map(({ name }) => name);
}

function devicesOf({ mfaDevices }: LocalAccount["root"]): string {
  const kinds = Map.groupBy(mfaDevices, ({ kind }) => kind);
  return [...kinds]
    .map(([kind, devices]) =>
      counted(devices.length, kind === "virtual" ? "virtual device" : kind.replace("-", " ")),
    )
    .join(", ");
}

function keyInWords({ status, lastUsed }: AccessKey): string {
  return `${status.toLowerCase()}, last used ${dayOf(lastUsed?.at)}`;
}

function inWords(state: string): string {
  return state.toLowerCase().replace("_", " ");
}

function counted(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}

function dayOf(date: Date | undefined): string {
  if (!date) return "never";
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}
