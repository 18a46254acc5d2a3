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
import type { Account, AccountId, Partition } from "../domain/account.ts";
import type { Log } from "../log.ts";
import { bareAccount, partitionOf, toAccount } from "./account.ts";
import type { Caller } from "./caller.ts";
import { createUnitPathReader } from "./organizational-units.ts";
import type { Home } from "./sessions.ts";

/** The account that the app's credentials belong to. */
export interface OwnIdentity {
  readonly accountId: AccountId;
  readonly partition: Partition;
}

/** The organization as AWS Organizations describes it. Every method rejects as the SDK does. */
export interface OrganizationReader {
  ownIdentity(home: Home): Promise<OwnIdentity>;
  /** All accounts, without their paths; outside an organization it is the own account alone. */
  listAccounts(home: Home): Promise<readonly Account[]>;
  /** One account with its path; undefined if there is no such account. */
  describeAccount(home: Home, id: AccountId): Promise<Account | undefined>;
}

/** The most that ListAccounts gives in one page. */
const PAGE = 20;

/** DescribeOrganization is limited to one call a second, and the management account never changes. */
const MANAGEMENT_KEPT_MILLISECONDS = 60_000;

export interface OrganizationDependencies {
  readonly call: Caller;
  readonly clock: Clock;
  readonly log: Log;
}

export function createOrganizationReader({ call, clock, log }: OrganizationDependencies): OrganizationReader {
  const unitPath = createUnitPathReader({ call, log });
  let identity: OwnIdentity | undefined;
  const management = rememberFor<AccountId | undefined>(clock, MANAGEMENT_KEPT_MILLISECONDS);

  async function ownIdentity({ sts }: Home): Promise<OwnIdentity> {
    if (identity) return identity;
    const { Account, Arn } = await call("sts:GetCallerIdentity", () =>
      sts.send(new GetCallerIdentityCommand({})),
    );
    if (!Account || !Arn) throw new Error("GetCallerIdentity answered without an account");
    identity = { accountId: Account, partition: partitionOf(Arn) };
    return identity;
  }

  /** Undefined where AWS does not say: the account is then read like any other. */
  function findManagementId({ organizations }: Home): Promise<AccountId | undefined> {
    return management("id", async () => {
      try {
        const command = new DescribeOrganizationCommand({});
        const answer = await call("organizations:DescribeOrganization", () => organizations.send(command));
        return answer.Organization?.MasterAccountId;
      } catch (error) {
        log.warn({ err: error }, "The management account could not be determined");
        return undefined;
      }
    });
  }

  /** Pages may be empty and still not be the last. */
  async function* everyAccount({ organizations }: Home): AsyncGenerator<AwsAccount> {
    let NextToken: string | undefined;
    do {
      const command: ListAccountsCommand = new ListAccountsCommand({
        MaxResults: PAGE,
        ...(NextToken && { NextToken }),
      });
      const page = await call("organizations:ListAccounts", () => organizations.send(command));
      yield* page.Accounts ?? [];
      NextToken = page.NextToken;
    } while (NextToken);
  }

  async function listAccounts(home: Home): Promise<readonly Account[]> {
    const { accountId, partition } = await ownIdentity(home);
    const managementId = await findManagementId(home);
    try {
      const accounts: Account[] = [];
      for await (const account of everyAccount(home)) {
        if (account.Id)
          accounts.push(toAccount(account, { id: account.Id, partition, managementId, ouPath: [] }));
      }
      return accounts;
    } catch (error) {
      if (error instanceof AWSOrganizationsNotInUseException) return [bareAccount(accountId, partition)];
      throw error;
    }
  }

  async function describeAccount(home: Home, id: AccountId): Promise<Account | undefined> {
    const { accountId, partition } = await ownIdentity(home);
    const managementId = await findManagementId(home);
    try {
      const command = new DescribeAccountCommand({ AccountId: id });
      const answer = await call("organizations:DescribeAccount", () => home.organizations.send(command));
      const account = answer.Account ?? {};
      return toAccount(account, { id, partition, managementId, ouPath: await unitPath(home, account) });
    } catch (error) {
      if (error instanceof AccountNotFoundException) return undefined;
      if (!(error instanceof AWSOrganizationsNotInUseException)) throw error;
      return id === accountId ? bareAccount(id, partition) : undefined;
    }
  }

  return { ownIdentity, listAccounts, describeAccount };
}
