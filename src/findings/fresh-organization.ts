import type { OrganizationReader } from "../audit/organization-reader.ts";
import type { CheckPolicy } from "../checks/check.ts";
import { evaluateOrganization } from "../checks/organization/evaluate.ts";
import type { Clock } from "../clock.ts";
import type { Account } from "../domain/account.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { ReadOrganizationFacts } from "../domain/organization-facts.ts";
import type { Result } from "../domain/result.ts";

/** What the finding stands for is answered by auditing, and not by one question. */
export class OnlyByAuditError extends RootcheckError {
  constructor(check: string) {
    super("only_by_audit", `${check} is answered by an audit of the organization. Audit it again.`);
  }
}

export interface FreshOrganizationDependencies {
  readonly reader: OrganizationReader;
  /** Every account, as the organization lists them now. */
  readonly listAccounts: (purpose: string) => AsyncIterable<readonly Account[]>;
  /** Gives the ids of their units to accounts that do not say where they are. */
  readonly placed: (
    facts: ReadOrganizationFacts & { readonly accounts: readonly Account[] },
    purpose: string,
  ) => Promise<ReadOrganizationFacts & { readonly accounts: readonly Account[] }>;
  readonly policy: Omit<CheckPolicy, "at">;
  readonly clock: Clock;
}

export interface FreshOrganizationRequest {
  /** The check's id. */
  readonly check: string;
  /** Names the re-check in AWS's own logs, and is another for each: `F1042-1795597440000`. */
  readonly purpose: string;
  readonly signal: AbortSignal;
}

/**
 * Asks one check of the organization again by what AWS says now.
 * @throws {OnlyByAuditError} for how much of an audit could be read; else as the reading does.
 */
export async function readFreshOrganization(
  { reader, listAccounts, placed, policy, clock }: FreshOrganizationDependencies,
  { check, purpose, signal }: FreshOrganizationRequest,
): Promise<Result> {
  const facts = await reader.readOrganization(purpose, signal);
  const accounts: Account[] = [];
  for await (const page of listAccounts(purpose)) {
    signal.throwIfAborted();
    accounts.push(...page);
  }
  const whole = await placed({ ...facts, accounts }, purpose);
  signal.throwIfAborted();
  const results = evaluateOrganization(whole, { ...policy, at: clock.now() });
  const result = results.find((each) => each.check === check);
  if (!result) throw new OnlyByAuditError(check);
  return result;
}
