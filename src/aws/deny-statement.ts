import { z } from "zod";
import { type Certainty, conditionHolds } from "./policy-condition.ts";
import { matchesWildcards } from "./wildcards.ts";

/** Who wanted to do what. */
export interface Attempt {
  /** As policies name it: `iam:GetAccountSummary`. */
  readonly action: string;
  /** The ARN that `aws:PrincipalArn` has; absent where it is not known, and then no condition on it is understood. */
  readonly principalArn?: string;
  /** Whether it was a session of AssumeRoot, in which alone `aws:AssumedRoot` is present. */
  readonly assumedRoot: boolean;
}

const words = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());
const values = z
  .union([z.string(), z.boolean(), z.number(), z.array(z.union([z.string(), z.boolean(), z.number()]))])
  .transform((given) => [given].flat().map(String));
const statement = z.looseObject({
  Sid: z.string().optional(),
  Effect: z.string(),
  Action: words.optional(),
  NotAction: words.optional(),
  Resource: words.optional(),
  Condition: z.record(z.string(), z.record(z.string(), values)).optional(),
});
const policy = z.looseObject({
  Statement: z.union([statement, z.array(statement)]).transform((given) => [given].flat()),
});

type Statement = z.output<typeof statement>;

/**
 * The statement of a policy that surely denies the attempt: its `Sid`, or its number where it has none. Undefined
 * also where a statement may deny it, by a condition that is not understood here. @throws where it is no policy.
 */
export function denyingStatement(content: string, attempt: Attempt): string | undefined {
  const statements = policy.parse(JSON.parse(content)).Statement;
  const index = statements.findIndex((each) => denies(each, attempt) === "yes");
  return index < 0 ? undefined : statements[index]?.Sid || String(index + 1);
}

function denies(each: Statement, attempt: Attempt): Certainty {
  if (each.Effect !== "Deny" || !coversAction(each, attempt.action)) return "no";
  const conditions = Object.entries(each.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => conditionHolds({ operator, key, wanted }, attempt)),
  );
  if (conditions.includes("no")) return "no";
  return conditions.includes("perhaps") || !each.Resource?.includes("*") ? "perhaps" : "yes";
}

function coversAction({ Action, NotAction }: Statement, action: string): boolean {
  const isAmong = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesWildcards(pattern.toLowerCase(), action.toLowerCase()));
  return Action ? isAmong(Action) : NotAction !== undefined && !isAmong(NotAction);
}
