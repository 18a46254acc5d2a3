import type { Account } from "../domain/account.ts";
import type { Result } from "../domain/result.ts";
import type { AccountFacts } from "../domain/root-facts.ts";
import { accountState, inactiveStates, judgeState } from "./account-state.ts";
import { type CheckPolicy, notApplicable } from "./check.ts";
import { checks } from "./index.ts";

/** Asks every check about one account's facts. */
export function evaluate(facts: AccountFacts, policy: CheckPolicy): readonly Result[] {
  return checks.map((check) => ({ check: check.id, ...check.evaluate(facts, policy) }));
}

/** Why an account is not read at all, or undefined if it is to be read. */
export function notActive({ state }: Account): string | undefined {
  return state && state !== "ACTIVE" ? inactiveStates[state].text : undefined;
}

/** The results of an account that is not read because of its state: named, and neither green nor red. */
export function evaluateNotActive(account: Account, text: string, readAt: Date): readonly Result[] {
  const ofState = judgeState(account, readAt);
  const others = notApplicable("account-not-active", text, ofState.evidence);
  return checks.map(({ id }) => ({ check: id, ...(id === accountState.id ? ofState : others) }));
}
