import {
  AccountNotFoundException,
  AWSOrganizationsNotInUseException,
  type Account as AwsAccount,
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
} from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { type Clock, rememberFor } from "../clock.ts";
import type { Account, AccountId, OrganizationalUnit, Partition, UnitId } from "../domain/account.ts";
import type { Log } from "../log.ts";
import { loneAccount, partitionOf, toAccount, unitsInPaths } from "./account.ts";
import type { Caller } from "./caller.ts";
import { createUnitReader, paged } from "./organizational-units.ts";
import { pagesOf } from "./pages.ts";
import type { Home } from "./sessions.ts";

/** The account that the app's credentials belong to. */
export interface OwnIdentity {
  readonly accountId: AccountId;
  readonly partition: Partition;
  readonly arn: string;
}

/** The organization that the app's own account is in. */
export interface Membership {
  readonly organizationId: string;
  readonly managementId: AccountId;
}

/**
 * The organization as AWS Organizations describes it; outside an organization it is the own account alone. Every
 * method rejects as the SDK does.
 */
export interface OrganizationReader {
  ownIdentity(home: Home): Promise<OwnIdentity>;
  /** Undefined outside an organization, and only there. */
  membership(home: Home): Promise<Membership | undefined>;
  /** Undefined outside an organization, and where AWS does not say, which the log then tells; never rejects. */
  managementId(home: Home): Promise<AccountId | undefined>;
  /** All accounts, page by page, without the names of their units. */
  listAccounts(home: Home, call: Caller): AsyncIterable<readonly Account[]>;
  listUnits(home: Home, call: Caller): Promise<readonly OrganizationalUnit[]>;
  listAccountIdsIn(home: Home, unit: UnitId, call: Caller): Promise<readonly AccountId[]>;
  /** One account with its units; undefined if there is no such account. */
  describeAccount(home: Home, id: AccountId): Promise<Account | undefined>;
  /** The ids of the units above an account, outermost first. */
  unitsAbove(home: Home, account: Pick<Account, "id" | "unitIds">): Promise<readonly UnitId[]>;
}

/** DescribeOrganization is limited to one call a second, and the management account never changes. */
const MEMBERSHIP_KEPT_MILLISECONDS = 60_000;

export interface OrganizationDependencies {
  readonly call: Caller;
  readonly clock: Clock;
  readonly log: Log;
}

export function createOrganizationReader({ call, clock, log }: OrganizationDependencies): OrganizationReader {
  const units = createUnitReader({ call, clock });
  let identity: OwnIdentity | undefined;
  const memberships = rememberFor<Membership | undefined>(clock, MEMBERSHIP_KEPT_MILLISECONDS);
  const managementIds = rememberFor<AccountId | undefined>(clock, MEMBERSHIP_KEPT_MILLISECONDS);

  async function ownIdentity({ sts }: Home): Promise<OwnIdentity> {
    if (identity) return identity;
    const { Account, Arn } = await call("sts:GetCallerIdentity", () =>
      sts.send(new GetCallerIdentityCommand({})),
    );
    if (!Account || !Arn) throw new Error("GetCallerIdentity answered without an account");
    identity = { accountId: Account, partition: partitionOf(Arn), arn: Arn };
    return identity;
  }

  function membership({ organizations }: Home): Promise<Membership | undefined> {
    return memberships("own", async () => {
      try {
        const command = new DescribeOrganizationCommand({});
        const answer = await call("organizations:DescribeOrganization", () => organizations.send(command));
        const { Id: organizationId, MasterAccountId: managementId } = answer.Organization ?? {};
        if (organizationId && managementId) return { organizationId, managementId };
      } catch (error) {
        if (error instanceof AWSOrganizationsNotInUseException) return undefined;
        throw error;
      }
      throw new Error("DescribeOrganization answered without an organization");
    });
  }

  /** Where AWS does not say, the account is read like any other. */
  function managementId(home: Home): Promise<AccountId | undefined> {
    return managementIds("own", async () => {
      try {
        return (await membership(home))?.managementId;
      } catch (error) {
        log.warn({ err: error }, "The management account could not be determined");
        return undefined;
      }
    });
  }

  async function* listAccounts(home: Home, callOf: Caller): AsyncGenerator<readonly Account[]> {
    const { accountId, partition } = await ownIdentity(home);
    const ownerId = await managementId(home);
    const ask = (token: string | undefined) =>
      callOf("organizations:ListAccounts", () =>
        home.organizations.send(new ListAccountsCommand(paged(token))),
      );
    try {
      for await (const { Accounts = [] } of pagesOf(ask, ({ NextToken }) => NextToken)) {
        const described = { call: "organizations:ListAccounts", readAt: clock.now() } as const;
        yield Accounts.flatMap((account) => {
          const { Id: id } = account;
          const around = {
            partition,
            managementId: ownerId,
            ouPath: [],
            unitIds: unitsInPaths(account),
            described,
          };
          return id ? [toAccount(account, { id, ...around })] : [];
        });
      }
    } catch (error) {
      if (!(error instanceof AWSOrganizationsNotInUseException)) throw error;
      yield [loneAccount({ id: accountId, partition, readAt: clock.now() })];
    }
  }

  /** The units are a courtesy to the reader: where AWS does not permit them, the log says why. */
  async function describeUnits(
    home: Home,
    account: AwsAccount,
  ): Promise<Pick<Account, "ouPath" | "unitIds">> {
    const unitIds = unitsInPaths(account);
    try {
      const ids = unitIds ?? (await units.idsAbove(home, account.Id ?? ""));
      return { unitIds: ids, ouPath: await units.namesOf(home, ids) };
    } catch (error) {
      log.warn({ err: error, account: account.Id }, "The units of an account could not be read");
      return { ouPath: [], ...(unitIds && { unitIds }) };
    }
  }

  async function describeAccount(home: Home, id: AccountId): Promise<Account | undefined> {
    const { accountId, partition } = await ownIdentity(home);
    const ownerId = await managementId(home);
    try {
      const command = new DescribeAccountCommand({ AccountId: id });
      const answer = await call("organizations:DescribeAccount", () => home.organizations.send(command));
      const described = { call: "organizations:DescribeAccount", readAt: clock.now() } as const;
      const account = answer.Account ?? {};
      const { ouPath, unitIds } = await describeUnits(home, account);
      return toAccount(account, { id, partition, managementId: ownerId, ouPath, unitIds, described });
    } catch (error) {
      if (error instanceof AccountNotFoundException) return undefined;
      if (!(error instanceof AWSOrganizationsNotInUseException)) throw error;
      return id === accountId ? loneAccount({ id, partition, readAt: clock.now() }) : undefined;
    }
  }

  async function listUnits(home: Home, callOf: Caller): Promise<readonly OrganizationalUnit[]> {
    try {
      return await units.list(home, callOf);
    } catch (error) {
      if (error instanceof AWSOrganizationsNotInUseException) return [];
      throw error;
    }
  }

  return {
    ownIdentity,
    membership,
    managementId,
    listAccounts,
    listUnits,
    listAccountIdsIn: units.accountIdsIn,
    describeAccount,
    unitsAbove: async (home, { id, unitIds }) => unitIds ?? units.idsAbove(home, id),
  };
}
