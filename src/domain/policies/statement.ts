import { z } from "zod";
import { type Certainty, type ConditionContext, conditionHolds } from "./condition.ts";

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

/** One statement of a policy, as far as it says whom it denies what. */
export type PolicyStatement = z.output<typeof statement>;

/** A statement with what people call it by: its `Sid`, or its number where it has none. */
export interface NamedStatement {
  readonly name: string;
  readonly statement: PolicyStatement;
}

/** The statements of a policy's text, in its order. @throws where it is no policy. */
export function statementsOf(content: string): readonly NamedStatement[] {
  return policy
    .parse(JSON.parse(content))
    .Statement.map((each, index) => ({ name: each.Sid || String(index + 1), statement: each }));
}

/** A condition of a statement, and whether it is met. */
export interface ConditionOutcome {
  readonly operator: string;
  readonly key: string;
  readonly holds: Certainty;
}

/** Each condition of a statement, and whether whoever asks meets it. */
export function conditionOutcomes(
  { Condition = {} }: PolicyStatement,
  context: ConditionContext,
): readonly ConditionOutcome[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => ({
      operator,
      key,
      holds: conditionHolds({ operator, key, wanted }, context),
    })),
  );
}
