import { any, type Certainty, not, sure } from "./certainty.ts";
import { matchesWildcards } from "./wildcards.ts";

export type { Certainty };

/** One key of one operator of a statement's conditions. */
export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
}

export interface ConditionContext {
  readonly principalArn?: string;
  readonly assumedRoot: boolean;
}

type Match = (wanted: string, found: string) => Certainty;

const matches: Readonly<Record<string, Match>> = {
  StringEquals: (wanted, found) => sure(wanted === found),
  StringEqualsIgnoreCase: (wanted, found) => sure(wanted.toLowerCase() === found.toLowerCase()),
  StringLike: (wanted, found) => sure(matchesWildcards(wanted, found)),
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (wanted, found) => sure(wanted.toLowerCase() === found),
};

/** Whether a condition of a statement is met. Of all the keys that AWS has, those about root users are understood. */
export function conditionHolds(
  { operator, key, wanted }: PolicyCondition,
  context: ConditionContext,
): Certainty {
  const found = valueIn(key, context);
  if (found === "unknown" || wanted.some((value) => value.includes("${"))) return "perhaps";
  if (operator === "Null") return sure(wanted.some((value) => (value.toLowerCase() === "true") === !found));
  const [, positive, negation, rest, ifExists] =
    /^([A-Z][a-z]+)(Not)?(\w*?)(IfExists)?$/.exec(operator) ?? [];
  const match = matches[`${positive}${rest}`];
  if (!match) return "perhaps";
  if (!found) return sure(negation !== undefined || ifExists !== undefined);
  const certainty = any(wanted.map((value) => match(value, found.value)));
  return negation ? not(certainty) : certainty;
}

/** Undefined where the request has no such key. */
function valueIn(
  key: string,
  { principalArn, assumedRoot }: ConditionContext,
): { readonly value: string } | undefined | "unknown" {
  switch (key.toLowerCase()) {
    case "aws:principalarn":
      return principalArn === undefined ? "unknown" : { value: principalArn };
    case "aws:assumedroot":
      return assumedRoot ? { value: "true" } : undefined;
    default:
      return "unknown";
  }
}

/** Each of the six parts of an ARN is matched by itself; a pattern with fewer is not one that AWS describes. */
function matchesArn(wanted: string, found: string): Certainty {
  const [pattern, arn] = [partsOf(wanted), partsOf(found)];
  if (pattern.length < arn.length) return matchesWildcards(wanted, found) ? "perhaps" : "no";
  return sure(pattern.every((part, index) => matchesWildcards(part, arn[index] ?? "")));
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(":")] : [])];
}
