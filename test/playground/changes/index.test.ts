import { expect, test } from "vitest";
import { accountShape } from "../../../src/local-aws/account.ts";
import { viewOf } from "../../../src/playground/account-view.ts";
import { changes, changesFor } from "../../../src/playground/changes/index.ts";
import { sampleOrganization } from "../../../src/playground/sample-organization.ts";

const NOW = new Date("2026-11-22T10:00:00Z");

/** The account of that name in a company of its own, and what can be done to it. */
function open(name: string) {
  const organization = sampleOrganization(NOW);
  const account = [...organization.accounts.values()].find((each) => each.name === name);
  if (!account) throw new Error(`There is no account ${name}.`);
  const changed = { organization, account };
  return {
    offers: () => changesFor(changed).map(({ id }) => id),
    make(id: string) {
      const change = changesFor(changed).find((each) => each.id === id);
      if (!change) throw new Error(`${id} is not offered for ${name}.`);
      change.apply(changed, NOW);
    },
    fact: (wanted: string) => viewOf(organization, account).facts.find((each) => each.name === wanted)?.value,
  };
}

/** The change, an account that it is offered for, what shows then, and whether it could be done again. */
const TRIED: readonly (readonly [string, string, string, string, "again" | "once"])[] = [
  ["set-root-password", "prod-web", "Password", "set, last used never", "once"],
  ["remove-root-password", "prod-data", "Password", "none", "once"],
  ["turn-mfa-on", "sandbox-research", "MFA", "1 security key", "once"],
  ["add-mfa-device", "prod-data", "MFA", "1 virtual device, 1 security key", "again"],
  ["remove-virtual-mfa", "platform-network", "MFA", "1 security key", "once"],
  ["remove-mfa", "platform-network", "MFA", "none", "once"],
  ["sign-in-as-root", "prod-data", "Password", "set, last used 22 Nov 2026", "again"],
  [
    "create-root-key",
    "prod-payments",
    "Access keys",
    "active, last used 19 Nov 2026; active, last used never",
    "once",
  ],
  ["use-root-key", "finance-treasury", "Access keys", "active, last used 22 Nov 2026", "again"],
  ["deactivate-root-keys", "prod-payments", "Access keys", "inactive, last used 19 Nov 2026", "once"],
  ["delete-root-keys", "prod-checkout", "Access keys", "none", "once"],
  ["upload-signing-certificate", "prod-web", "Signing certificates", "1", "again"],
  ["delete-signing-certificates", "legacy-mail", "Signing certificates", "none", "once"],
  ["set-security-contact", "tidewater-crm", "Security contact", "security@example.com", "once"],
  ["remove-security-contact", "prod-web", "Security contact", "none", "once"],
  ["deny-root", "prod-web", "Policies on root", "deny-root-user", "once"],
  ["lift-root-denial", "prod-ledger", "Policies on root", "none", "once"],
  ["remove-member-role", "prod-web", "Member role", "none", "once"],
  ["restore-member-role", "prod-ledger", "Member role", "whole", "once"],
  ["restore-member-role", "finance-erp", "Member role", "whole", "once"],
  ["suspend", "prod-web", "State", "suspended", "once"],
  ["reinstate", "closed-experiment", "State", "active", "once"],
  ["reinstate", "tidewater-warehouse", "State", "active", "once"],
];

test.each(TRIED)("%s: %s", (id, name, fact, value, repeatable) => {
  const account = open(name);
  expect(account.fact(fact)).not.toBe(value);
  account.make(id);
  expect(account.fact(fact)).toBe(value);
  expect(account.offers().includes(id)).toBe(repeatable === "again");
});

test("every change is tried", () => {
  expect(new Set(TRIED.map(([id]) => id))).toEqual(new Set(changes.map(({ id }) => id)));
});

test.each([
  ["suspend", "brightharbor-management"],
  ["suspend", "security-tooling"],
  ["deny-root", "brightharbor-management"],
  ["deny-root", "prod-risk"],
  ["use-root-key", "build-pipeline"],
  ["create-root-key", "prod-checkout"],
  ["sign-in-as-root", "prod-web"],
  ["reinstate", "old-website"],
  ["create-root-key", "closed-experiment"],
])("%s is not offered for %s", (id, name) => {
  expect(open(name).offers()).not.toContain(id);
});

test("a repaired role in the management account can read its contacts from inside again", () => {
  const organization = sampleOrganization(NOW);
  const account = organization.accounts.get(organization.managementAccount);
  if (!account) throw new Error("There is no management account.");
  const before = structuredClone(account.roles);
  for (const id of ["remove-member-role", "restore-member-role"])
    changesFor({ organization, account })
      .find((each) => each.id === id)
      ?.apply({ organization, account }, NOW);
  expect(account.roles).toEqual(before);
});

test("every offered change leaves each account as AWS could have it, with other credentials than any other's", () => {
  for (const { id } of changes) {
    const organization = sampleOrganization(NOW);
    for (const account of organization.accounts.values()) {
      const changed = { organization, account };
      const change = changesFor(changed).find((each) => each.id === id);
      change?.apply(changed, NOW);
      expect(accountShape.parse(account)).toEqual(account);
    }
    const keys = [...organization.accounts.values()].flatMap(({ root }) =>
      root.accessKeys.map((key) => key.id),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => /^AKIA[A-Z0-9]{16}$/.test(key))).toBe(true);
  }
});
