import { expect, test } from "vitest";
import { AccountSourceError } from "../../src/accounts/account-source.ts";
import { findScope, type ScopeMatch } from "../../src/audit/find-scope.ts";
import type { Account, OrganizationalUnit } from "../../src/domain/account.ts";
import { refused } from "../support/account-source.ts";
import { accountOf, idOf } from "../support/audits.ts";

const prod: OrganizationalUnit = { id: "ou-e1x4-prod0000", name: "Prod", idPath: [], path: ["Prod"] };
const payments = { ...prod, id: "ou-e1x4-pay00000", name: "Payments", path: ["Prod", "Payments"] };
const labPayments = { ...payments, id: "ou-e1x4-pay11111", path: ["Lab", "Payments"] };
const units = [prod, payments, labPayments];
const both = accountOf(1, { name: "Prod" });
const web = accountOf(2, { name: "web" });
const twins = [accountOf(3, { name: "twin" }), accountOf(4, { name: "twin" })];
const accounts = [both, web, ...twins];
const named = ({ id, name }: Account) => ({ id, name });

/** The directories, knowing accounts by id and name, and units by id, name and path, and nothing nearly so. */
function scopeOf(words: string): Promise<ScopeMatch> {
  const nearAccount = named(web);
  return findScope(
    {
      accounts: {
        async find(asked) {
          const matches = accounts.filter(({ id, name }) => id === asked || name === asked);
          const [account] = matches;
          if (matches.length > 1) return { kind: "several", accounts: matches.map(named) };
          return account ? { kind: "found", account } : { kind: "none", nearest: [nearAccount] };
        },
      },
      units: {
        async find(asked) {
          const found = units.filter(({ id, name, path }) => [id, name, path.join("/")].includes(asked));
          return { found, nearest: found.length > 0 ? [] : [prod] };
        },
      },
    },
    words,
  );
}

const organization = { kind: "found", scope: { kind: "organization" }, name: "the organization" };
const unitFound = ({ id, path }: OrganizationalUnit) => {
  const name = path.join(" / ");
  return { kind: "found", scope: { kind: "unit", unitId: id, path: name }, name };
};
const accountFound = (account: Account) => ({
  kind: "found",
  scope: { kind: "account", accountId: account.id },
  name: account.name,
  account,
});

test.each<[string, unknown]>([
  ["", organization],
  ["  ", organization],
  ["Organization", organization],
  ["organisation", organization],
  ["the organization", organization],
  ["ALL", organization],
  ["web", accountFound(web)],
  [idOf(2), accountFound(web)],
  ["Prod/Payments", unitFound(payments)],
  ["ou Prod/Payments", unitFound(payments)],
  ["ou:Prod/Payments", unitFound(payments)],
  ["OU: Prod/Payments", unitFound(payments)],
  [payments.id, unitFound(payments)],
  ["ou-e1x4-gone0000", { kind: "none", accounts: [], units: [prod] }],
  ["Prod", { kind: "several", accounts: [named(both)], units: [prod] }],
  ["Payments", { kind: "several", accounts: [], units: [payments, labPayments] }],
  ["twin", { kind: "several", accounts: twins.map(named), units: [] }],
  [idOf(9), { kind: "none", accounts: [named(web)], units: [] }],
  ["wbe", { kind: "none", accounts: [named(web)], units: [prod] }],
  ["everything else", { kind: "none", accounts: [named(web)], units: [prod] }],
])("%j stands for the scope", async (words, match) => {
  expect(await scopeOf(words)).toEqual(match);
});

test("which is not guessed where AWS cannot be asked", async () => {
  const dependencies = {
    accounts: { find: () => Promise.reject(new AccountSourceError(refused)) },
    units: { find: async () => ({ found: [prod], nearest: [] }) },
  };
  await expect(findScope(dependencies, "Prod")).rejects.toThrow(AccountSourceError);
});
