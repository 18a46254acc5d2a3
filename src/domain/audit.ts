import type { AccountId } from "./account.ts";

/** What an audit covers. */
export interface Scope {
  readonly kind: "account";
  readonly accountId: AccountId;
}

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
  readonly accountsRead: number;
  /** The Slack user id of who asked for it to be cancelled. */
  readonly cancelledBy?: string;
}

/** An audit's id as people say it: `A87`. */
export function auditName(id: number): string {
  return `A${id}`;
}

/** The same for the same scope, so that two audits of it can be told to be one. */
export function scopeKey(scope: Scope): string {
  return `account ${scope.accountId}`;
}

export function isOver({ state }: Audit): boolean {
  return state !== "queued" && state !== "running";
}
