import {
  GetAlternateContactCommand,
  GetContactInformationCommand,
  GetPrimaryEmailCommand,
} from "@aws-sdk/client-account";
import {
  GenerateCredentialReportCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  ListEntitiesForPolicyCommand,
  ListUsersCommand,
  ListVirtualMFADevicesCommand,
} from "@aws-sdk/client-iam";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { DescribeCasesCommand } from "@aws-sdk/client-support";
import type { Partition } from "../../domain/account.ts";
import type { Caller } from "../caller.ts";
import type { Call } from "../calls.ts";
import type { Session } from "../sessions.ts";

/** What one call is asked with, in an account. */
export interface Asking {
  readonly session: Session;
  readonly call: Caller;
  readonly partition: Partition;
}

/** Answers that are given as errors, and show that asking is allowed: nothing is there yet, or not set. */
const ALLOWED_ALL_THE_SAME = /^CredentialReport(NotPresent|NotReady|Expired)|^ResourceNotFound/;

/**
 * One small call for each statement of the policies, and of what an audit cannot do without all. None changes anything,
 * unless a fresh credential report counts, as every audit asks for one.
 */
export const reads = {
  "iam:GetAccountSummary": ({ session, call }) =>
    call("iam:GetAccountSummary", () => session.iam.send(new GetAccountSummaryCommand({}))),
  "iam:GenerateCredentialReport": ({ session, call }) =>
    call("iam:GenerateCredentialReport", () => session.iam.send(new GenerateCredentialReportCommand({}))),
  "iam:GetCredentialReport": ({ session, call }) =>
    call("iam:GetCredentialReport", () => session.iam.send(new GetCredentialReportCommand({}))),
  "iam:ListVirtualMFADevices": ({ session, call }) =>
    call("iam:ListVirtualMFADevices", () =>
      session.iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus: "Assigned", MaxItems: 1 })),
    ),
  "iam:ListUsers": ({ session, call }) =>
    call("iam:ListUsers", () => session.iam.send(new ListUsersCommand({ MaxItems: 1 }))),
  "iam:ListEntitiesForPolicy": ({ session, call, partition }) =>
    call("iam:ListEntitiesForPolicy", () => {
      const PolicyArn = `arn:${partition}:iam::aws:policy/AdministratorAccess`;
      return session.iam.send(new ListEntitiesForPolicyCommand({ PolicyArn, MaxItems: 1 }));
    }),
  "s3:ListBuckets": ({ session, call }) =>
    call("s3:ListBuckets", () => session.s3().send(new ListBucketsCommand({ MaxBuckets: 1 }))),
  "support:DescribeCases": ({ session, call }) =>
    call("support:DescribeCases", () =>
      session.support().send(new DescribeCasesCommand({ includeCommunications: false, maxResults: 10 })),
    ),
  "account:GetContactInformation": ({ session, call }) =>
    call("account:GetContactInformation", () => session.account().send(new GetContactInformationCommand({}))),
} as const satisfies Partial<Record<Call, (asking: Asking) => Promise<unknown>>>;

export type ReadToTry = keyof typeof reads;

/** What an audit cannot do without. */
export const coreReads = [
  "iam:GetAccountSummary",
  "iam:GenerateCredentialReport",
  "iam:GetCredentialReport",
  "iam:ListVirtualMFADevices",
] as const satisfies readonly ReadToTry[];

/** What may be left out of the policies. */
export const furtherReads = [
  "iam:ListUsers",
  "iam:ListEntitiesForPolicy",
  "s3:ListBuckets",
  "support:DescribeCases",
] as const satisfies readonly ReadToTry[];

export async function read(name: ReadToTry, asking: Asking): Promise<void> {
  await unlessAllowed(reads[name](asking));
}

/** Asks about a member from the home account, which administers it. */
export async function askPrimaryEmail({ session, call }: Asking, AccountId: string): Promise<void> {
  await call("account:GetPrimaryEmail", () =>
    session.account().send(new GetPrimaryEmailCommand({ AccountId })),
  );
}

/** Likewise. */
export async function askAlternateContact({ session, call }: Asking, AccountId: string): Promise<void> {
  const command = new GetAlternateContactCommand({ AlternateContactType: "SECURITY", AccountId });
  await unlessAllowed(call("account:GetAlternateContact", () => session.account().send(command)));
}

async function unlessAllowed(asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (!(error instanceof Error) || !ALLOWED_ALL_THE_SAME.test(error.name)) throw error;
  }
}
