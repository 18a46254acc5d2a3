import type { Account as AwsAccount } from "@aws-sdk/client-organizations";
import {
  type Account,
  type AccountId,
  accountStates,
  bareAccount,
  type Description,
  type Partition,
  partitions,
  type UnitId,
} from "../domain/account.ts";

/** What an account's description does not say itself. */
export interface Around {
  readonly id: AccountId;
  readonly partition: Partition;
  readonly managementId: AccountId | undefined;
  readonly ouPath: readonly string[];
  readonly unitIds: readonly UnitId[] | undefined;
  readonly described: Description;
}

/** An account as Organizations describes it: by `State`, or `Status` where an answer still lacks that. */
export function toAccount(account: AwsAccount, around: Around): Account {
  const { id, partition, managementId, ouPath, unitIds, described } = around;
  const word: string | undefined = account.State ?? account.Status;
  return {
    id,
    name: account.Name || id,
    ...(account.Email && { email: account.Email }),
    ...(word && { state: accountStates.find((state) => state === word) ?? "UNRECOGNIZED" }),
    isManagement: id === (managementIn(account) ?? managementId),
    partition,
    ouPath,
    ...(unitIds && { unitIds }),
    described,
    ...(account.JoinedTimestamp && { joinedAt: account.JoinedTimestamp }),
  };
}

/**
 * The organization's owner, in whose name the ARN is: said together with the account, and so also where
 * DescribeOrganization says nothing.
 */
function managementIn({ Arn }: AwsAccount): AccountId | undefined {
  return /^arn:[\w-]+:organizations::(\d{12}):account\//.exec(Arn ?? "")?.[1];
}

/** The ids of the units above an account, from `Paths` (`o-x/r-x/ou-x/123456789012/`), where an answer has it. */
export function unitsInPaths({ Paths }: AwsAccount): readonly UnitId[] | undefined {
  return Paths?.[0]?.split("/").filter((step) => step.startsWith("ou-"));
}

/** What is known of an account that is in no organization, and since when. */
export interface LoneAccount {
  readonly id: AccountId;
  readonly partition: Partition;
  readonly readAt: Date;
}

/** An account that is in no organization, so that nobody tells more of it than its id. */
export function loneAccount({ id, partition, readAt }: LoneAccount): Account {
  return { ...bareAccount(id, partition), described: { call: "organizations:DescribeOrganization", readAt } };
}

/** The partition that an ARN is of; one that is not known is taken for the commercial one. */
export function partitionOf(arn: string): Partition {
  return partitions.find((partition) => partition === arn.split(":")[1]) ?? "aws";
}
