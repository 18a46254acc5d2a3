import type { AccountId, UnitId } from "./account.ts";
import type { UnreadableCode } from "./read.ts";
import type { Severity } from "./result.ts";

/** What an audit covers. */
export type Scope =
  | { readonly kind: "organization" }
  /** A unit with everything under it. `path` names it for people: "Prod / Payments". */
  | { readonly kind: "unit"; readonly unitId: UnitId; readonly path: string }
  | { readonly kind: "account"; readonly accountId: AccountId };

/** `interrupted`: it could not go on; what had been read is kept. */
export type AuditState = "queued" | "running" | "finished" | "cancelled" | "interrupted";

/** One run over a scope. */
export interface Audit {
  readonly id: number;
  readonly scope: Scope;
  readonly state: AuditState;
  /** The Slack user id of who asked first. */
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  /** Accounts in scope; absent until they are listed. */
  readonly accountsInScope?: number;
  /** How far it has come: accounts that have been dealt with, whether or not they could be read. */
  readonly accountsDone: number;
  /** How many of those failed a check. */
  readonly accountsFailing: number;
  /** The Slack user id of who asked for it to be cancelled. */
  readonly cancelledBy?: string;
  /** Why it ended early, for a person. */
  readonly trouble?: string;
  /** Since when its single results are gone; what they came to is kept. */
  readonly rolledUpAt?: Date;
}

/** How many accounts an audit was to read, and how many it could. Accounts that are not active stand apart. */
export interface Coverage {
  /** Active accounts in scope. */
  readonly inScope: number;
  readonly read: number;
  readonly unread: readonly { readonly code: UnreadableCode; readonly accounts: number }[];
  /** Accounts that are suspended, closing or pending. */
  readonly notActive: number;
}

/** How many checks failed, by how bad that is. */
export type FailureCounts = Readonly<Record<Severity, number>>;

/** An audit's id as people say it: `A87`. */
export function auditName(id: number): string {
  return `A${id}`;
}

/** The same for the same scope, so that two audits of it can be told to be one. */
export function scopeKey(scope: Scope): string {
  if (scope.kind === "organization") return "organization";
  return scope.kind === "unit" ? `unit ${scope.unitId}` : `account ${scope.accountId}`;
}

/** The accounts among some scopes, each once. */
export function accountIdsIn(scopes: readonly Scope[]): readonly AccountId[] {
  return [...new Set(scopes.flatMap((scope) => (scope.kind === "account" ? [scope.accountId] : [])))];
}

export function isOver({ state }: Audit): boolean {
  return state !== "queued" && state !== "running";
}
