import type { AccountSource } from "../../src/accounts/account-source.ts";
import { AccountSourceError } from "../../src/accounts/account-source.ts";
import type { Account, OrganizationalUnit } from "../../src/domain/account.ts";
import type { Unreadable } from "../../src/domain/read.ts";

/** An organization in memory, as far as accounts and units go; what is in it may be changed between calls. */
export interface MemoryOrganization {
  readonly source: AccountSource;
  accounts: readonly Account[];
  units: readonly OrganizationalUnit[];
  /** How many accounts a page of the list has. */
  pageSize: number;
  /** Whether the list of accounts says their units. */
  saysUnits: boolean;
  /** What every call is refused with. */
  refusal: Unreadable | undefined;
  /** Called before each page of the list, the one after the last included; may hold it back, or break it off. */
  beforePage: (page: number) => Promise<void> | void;
  /** What was asked, in order: "list A1". */
  readonly asked: string[];
}

export const refused: Unreadable = {
  code: "access-denied",
  call: "organizations:ListAccounts",
  detail: "organizations:ListAccounts is not allowed",
};

export function createOrganization(
  accounts: readonly Account[] = [],
  units: readonly OrganizationalUnit[] = [],
): MemoryOrganization {
  const organization: MemoryOrganization = {
    source: {
      async *listAccounts(purpose) {
        ask(`list ${purpose}`);
        const listed = organization.accounts.map((account) => asListed(account, organization));
        const { pageSize } = organization;
        for (let page = 0; page * pageSize < listed.length; page += 1) {
          await organization.beforePage(page);
          yield listed.slice(page * pageSize, (page + 1) * pageSize);
        }
        await organization.beforePage(Math.ceil(listed.length / pageSize));
      },
      async listUnits(purpose) {
        ask(`units ${purpose}`);
        return organization.units;
      },
      async listAccountIdsIn(unitId, purpose) {
        ask(`in ${unitId} ${purpose}`);
        return organization.accounts.filter(({ unitIds }) => unitIds?.at(-1) === unitId).map(({ id }) => id);
      },
      async describeAccount(id, purpose) {
        ask(`describe ${id} ${purpose}`);
        return organization.accounts.find((account) => account.id === id);
      },
    },
    accounts,
    units,
    pageSize: 2,
    saysUnits: true,
    refusal: undefined,
    beforePage: () => undefined,
    asked: [],
  };

  function ask(what: string): void {
    organization.asked.push(what);
    if (organization.refusal) throw new AccountSourceError(organization.refusal);
  }

  return organization;
}

/** A list gives units by their ids, or not at all. */
function asListed({ unitIds, ...account }: Account, { saysUnits }: MemoryOrganization): Account {
  return { ...account, ouPath: [], ...(saysUnits && unitIds && { unitIds }) };
}
