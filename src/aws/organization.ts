import {
  AccessDeniedException,
  AccountNotFoundException,
  AWSOrganizationsNotInUseException,
  type Account as AwsAccount,
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
} from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Account, AccountId, AccountState, Partition } from "../domain/account.ts";
import type { Log } from "../log.ts";
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
  /** One account with its path, or its id alone where that may not be asked; undefined if there is no such account. */
  describeAccount(home: Home, id: AccountId): Promise<Account | undefined>;
}

const STATES: readonly AccountState[] = [
  "ACTIVE",
  "PENDING_ACTIVATION",
  "SUSPENDED",
  "PENDING_CLOSURE",
  "CLOSED",
];

/** The most that ListAccounts gives in one page. */
const PAGE = 20;

export function createOrganizationReader({ call, log }: { call: Caller; log: Log }): OrganizationReader {
  const unitPath = createUnitPathReader({ call, log });
  let identity: OwnIdentity | undefined;
  let managementId: AccountId | undefined;

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
  async function findManagementId({ organizations }: Home): Promise<AccountId | undefined> {
    if (managementId) return managementId;
    try {
      const command = new DescribeOrganizationCommand({});
      const answer = await call("organizations:DescribeOrganization", () => organizations.send(command));
      managementId = answer.Organization?.MasterAccountId;
    } catch (error) {
      log.warn({ err: error }, "The management account could not be determined");
    }
    return managementId;
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

  return {
    ownIdentity,

    async listAccounts(home) {
      const { accountId, partition } = await ownIdentity(home);
      const management = await findManagementId(home);
      try {
        const accounts: Account[] = [];
        for await (const account of everyAccount(home)) {
          if (account.Id)
            accounts.push(toAccount(account, { id: account.Id, partition, management, ouPath: [] }));
        }
        return accounts;
      } catch (error) {
        if (error instanceof AWSOrganizationsNotInUseException) return [standalone(accountId, partition)];
        throw error;
      }
    },

    async describeAccount(home, id) {
      const { accountId, partition } = await ownIdentity(home);
      const management = await findManagementId(home);
      try {
        const command = new DescribeAccountCommand({ AccountId: id });
        const answer = await call("organizations:DescribeAccount", () => home.organizations.send(command));
        const account = answer.Account ?? {};
        return toAccount(account, { id, partition, management, ouPath: await unitPath(home, account) });
      } catch (error) {
        return describedWithout(error, { id, isOwn: id === accountId, partition });
      }
    },
  };

  /** What can be said of an account that Organizations does not describe. */
  function describedWithout(error: unknown, { id, isOwn, partition }: Undescribed): Account | undefined {
    if (error instanceof AccountNotFoundException) return undefined;
    if (error instanceof AWSOrganizationsNotInUseException)
      return isOwn ? standalone(id, partition) : undefined;
    if (!(error instanceof AccessDeniedException)) throw error;
    log.warn({ err: error, account: id }, "An account may not be described; it is taken by its id alone");
    return standalone(id, partition);
  }
}

interface Undescribed {
  readonly id: AccountId;
  readonly isOwn: boolean;
  readonly partition: Partition;
}

function standalone(id: AccountId, partition: Partition): Account {
  return { id, name: id, isManagement: false, partition, ouPath: [] };
}

interface Around {
  readonly id: AccountId;
  readonly partition: Partition;
  readonly management: AccountId | undefined;
  readonly ouPath: readonly string[];
}

function toAccount(account: AwsAccount, { id, partition, management, ouPath }: Around): Account {
  const word: string | undefined = account.State ?? account.Status;
  return {
    id,
    name: account.Name ?? id,
    ...(account.Email && { email: account.Email }),
    state: STATES.find((state) => state === word) ?? "UNRECOGNIZED",
    isManagement: id === management,
    partition,
    ouPath,
    ...(account.JoinedTimestamp && { joinedAt: account.JoinedTimestamp }),
  };
}

function partitionOf(arn: string): Partition {
  const partition = arn.split(":")[1];
  return partition === "aws-cn" || partition === "aws-us-gov" || partition === "aws-eusc" ? partition : "aws";
}
