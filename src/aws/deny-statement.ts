import type { Certainty } from "../domain/policies/condition.ts";
import { conditionOutcomes, type PolicyStatement, statementsOf } from "../domain/policies/statement.ts";
import { matchesWildcards } from "../domain/policies/wildcards.ts";

/** Who wanted to do what. */
export interface Attempt {
  /** As policies name it: `iam:GetAccountSummary`. */
  readonly action: string;
  /** The ARN that `aws:PrincipalArn` has; absent where it is not known, and then no condition on it is understood. */
  readonly principalArn?: string;
  /** Whether it was a session of AssumeRoot, in which alone `aws:AssumedRoot` is present. */
  readonly assumedRoot: boolean;
}

/**
 * The statement of a policy that surely denies the attempt: its `Sid`, or its number where it has none. Undefined
 * also where a statement may deny it, by a condition that is not understood here. @throws where it is no policy.
 */
export function denyingStatement(content: string, attempt: Attempt): string | undefined {
  return statementsOf(content).find(({ statement }) => denies(statement, attempt) === "yes")?.name;
}

function denies(each: PolicyStatement, attempt: Attempt): Certainty {
  if (each.Effect !== "Deny" || !coversAction(each, attempt.action)) return "no";
  const conditions = conditionOutcomes(each, attempt).map(({ holds }) => holds);
  if (conditions.includes("no")) return "no";
  return conditions.includes("perhaps") || !each.Resource?.includes("*") ? "perhaps" : "yes";
}

function coversAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  const isAmong = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesWildcards(pattern.toLowerCase(), action.toLowerCase()));
  return Action ? isAmong(Action) : NotAction !== undefined && !isAmong(NotAction);
}
