import type { Account, AccountState } from "../domain/account.ts";
import type { Result } from "../domain/result.ts";
import type { RootFacts } from "../domain/root-facts.ts";
import { checks } from "./index.ts";

/** Asks every check about one account's facts. */
export function evaluate(facts: RootFacts): readonly Result[] {
  return checks.map((check) => ({ check: check.id, ...check.evaluate(facts) }));
}

const STATES: Partial<Record<AccountState, string>> = {
  PENDING_ACTIVATION: "the account has not been activated yet",
  SUSPENDED: "the account is suspended",
  PENDING_CLOSURE: "the account is being closed",
  CLOSED: "the account is closed",
  UNRECOGNIZED: "the account is in a state that is not known here",
};

/** Why an account is not read at all, or undefined if it is to be read. */
export function notActive(account: Account): string | undefined {
  return account.state && STATES[account.state];
}

/** The results of an account that is not read because of its state: named, and neither green nor red. */
export function evaluateNotActive(account: Account, text: string, readAt: Date): readonly Result[] {
  const reason = { code: "account-not-active", text } as const;
  const origin = {
    call: "organizations:DescribeAccount",
    field: "State",
    rung: "own credentials",
    readAt,
  } as const;
  const evidence = [{ ...origin, value: account.state ?? "unknown" }];
  return checks.map(({ id }) => ({
    check: id,
    status: "not_applicable",
    summary: [`not applicable: ${text}`],
    reason,
    evidence,
  }));
}
