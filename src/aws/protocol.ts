import type { AccountToRead } from "../audit/account-reader.ts";
import type { Account, AccountId } from "../domain/account.ts";
import type { Unreadable } from "../domain/read.ts";
import type { RootFacts } from "../domain/root-facts.ts";
import type { Call } from "./calls.ts";
import type { OwnIdentity } from "./organization.ts";

/** What the AWS thread can be asked, by operation: its argument and its answer. All of it survives a structured clone. */
export interface Operations {
  identity: { argument: { readonly purpose: string }; answer: OwnIdentity };
  listAccounts: { argument: { readonly purpose: string }; answer: readonly Account[] };
  describeAccount: {
    argument: { readonly id: AccountId; readonly purpose: string };
    answer: Account | undefined;
  };
  readAccount: { argument: AccountToRead; answer: RootFacts };
}

export type Operation = keyof Operations;

/** The call that an operation stands or falls with; its failure is told under this name. */
export const MAIN_CALL = {
  identity: "sts:GetCallerIdentity",
  listAccounts: "organizations:ListAccounts",
  describeAccount: "organizations:DescribeAccount",
  readAccount: "iam:GetAccountSummary",
} as const satisfies Record<Operation, Call>;

export interface Request<Name extends Operation = Operation> {
  readonly id: number;
  readonly operation: Name;
  readonly argument: Operations[Name]["argument"];
  /** The app's time when it asked: the thread has no clock of its own, so that times agree on both sides. */
  readonly now: Date;
}

/** A failure crosses as the domain's words for it, because error classes do not survive the crossing. */
export type Response =
  | { readonly id: number; readonly ok: true; readonly answer: Operations[Operation]["answer"] }
  | { readonly id: number; readonly ok: false; readonly why: Unreadable };
