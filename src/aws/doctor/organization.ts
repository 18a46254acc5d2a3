import { ListOrganizationsFeaturesCommand } from "@aws-sdk/client-iam";
import {
  AWSOrganizationsNotInUseException,
  type Account as AwsAccount,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
} from "@aws-sdk/client-organizations";
import { type Account, type AccountId, bareAccount } from "../../domain/account.ts";
import { toAccount, unitsInPaths } from "../account.ts";
import type { Caller } from "../caller.ts";
import { createEvenSample } from "../even-sample.ts";
import type { OwnIdentity } from "../organization.ts";
import { paged } from "../organizational-units.ts";
import { pagesOf } from "../pages.ts";
import type { Home } from "../sessions.ts";
import type { AccountsSeen, DelegatedService, OrganizationSeen } from "./seen.ts";

/** AWS gives so many pages at once, and then few a second. */
const MOST_PAGES = 10;

/** Undefined where the account is in none. */
export async function describeOrganization(
  { organizations }: Home,
  call: Caller,
): Promise<OrganizationSeen | undefined> {
  try {
    const send = () => organizations.send(new DescribeOrganizationCommand({}));
    const { Organization } = await call("organizations:DescribeOrganization", send);
    const { Id: id = "", MasterAccountId: managementId = "", FeatureSet } = Organization ?? {};
    return { id, managementId, hasAllFeatures: FeatureSet === "ALL" };
  } catch (error) {
    if (error instanceof AWSOrganizationsNotInUseException) return undefined;
    throw error;
  }
}

export async function listAdministrators(
  { organizations }: Home,
  call: Caller,
): Promise<Readonly<Record<DelegatedService, readonly AccountId[]>>> {
  const of = async (ServicePrincipal: DelegatedService) => {
    const ask = (token: string | undefined) =>
      call("organizations:ListDelegatedAdministrators", () =>
        organizations.send(new ListDelegatedAdministratorsCommand({ ServicePrincipal, ...paged(token) })),
      );
    const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
    return pages.flatMap(({ DelegatedAdministrators = [] }) =>
      DelegatedAdministrators.flatMap(({ Id = [] }) => Id),
    );
  };
  const [iam, account] = await Promise.all([of("iam.amazonaws.com"), of("account.amazonaws.com")]);
  return { "iam.amazonaws.com": iam, "account.amazonaws.com": account };
}

export async function listTrustedServices({ organizations }: Home, call: Caller): Promise<readonly string[]> {
  const ask = (token: string | undefined) =>
    call("organizations:ListAWSServiceAccessForOrganization", () =>
      organizations.send(new ListAWSServiceAccessForOrganizationCommand(paged(token))),
    );
  const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
  return pages
    .flatMap(({ EnabledServicePrincipals = [] }) => EnabledServicePrincipals)
    .flatMap(({ ServicePrincipal = [] }) => ServicePrincipal);
}

export async function listRootFeatures({ iam }: Home, call: Caller): Promise<readonly string[]> {
  const send = () => iam.send(new ListOrganizationsFeaturesCommand({}));
  return (await call("iam:ListOrganizationsFeatures", send)).EnabledFeatures ?? [];
}

export interface Sampling {
  readonly own: OwnIdentity;
  readonly organization: OrganizationSeen | undefined;
  /** How many members are wanted. */
  readonly wanted: number;
  readonly readAt: Date;
}

/** Lists accounts, as many as AWS gives without waiting, and takes some of them. */
export async function sampleAccounts(
  { organizations }: Home,
  call: Caller,
  sampling: Sampling,
): Promise<AccountsSeen> {
  const { own, organization, wanted } = sampling;
  if (!organization) return { count: 1, areAll: true, sample: [] };
  const ask = (token: string | undefined) =>
    call("organizations:ListAccounts", () => organizations.send(new ListAccountsCommand(paged(token))));
  const accounts: Account[] = [];
  let pages = 0;
  let areAll = true;
  for await (const { Accounts = [], NextToken } of pagesOf(ask, (page) => page.NextToken)) {
    accounts.push(...Accounts.map((given) => accountOf(given, organization, sampling)));
    pages += 1;
    areAll = !NextToken;
    if (pages === MOST_PAGES) break;
  }
  const members = createEvenSample<Account>(wanted);
  for (const account of accounts) if (isOtherMember(account, own)) members.add(account);
  const management = accounts.find(({ isManagement }) => isManagement) ?? {
    ...bareAccount(organization.managementId, own.partition),
    isManagement: true,
  };
  const first = management.id === own.accountId ? [] : [management];
  return { count: accounts.length, areAll, sample: [...first, ...members.taken()] };
}

function accountOf(
  given: AwsAccount,
  { managementId }: OrganizationSeen,
  { own: { partition }, readAt }: Sampling,
): Account {
  return toAccount(given, {
    ...{ id: given.Id ?? "", partition, managementId, ouPath: [], unitIds: unitsInPaths(given) },
    described: { call: "organizations:ListAccounts", readAt },
  });
}

function isOtherMember({ id, state = "ACTIVE", isManagement }: Account, own: OwnIdentity): boolean {
  return state === "ACTIVE" && !isManagement && id !== own.accountId;
}
