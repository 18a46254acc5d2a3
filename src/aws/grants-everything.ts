import { type PolicyStatement, statementsOf } from "../domain/policies/statement.ts";

/** Whether a policy's text has a statement that allows everything on everything, on no condition; no text has none. */
export function grantsEverything(content: string): boolean {
  return content !== "" && statementsOf(content).some(({ statement }) => isUnlimited(statement));
}

function isUnlimited({ Effect, Action, Resource, Condition = {} }: PolicyStatement): boolean {
  const anyAction = Action?.some((action) => /^\*+(:\*+)?$/.test(action)) ?? false;
  const anyResource = Resource?.some((resource) => /^\*+$/.test(resource)) ?? false;
  return Effect === "Allow" && anyAction && anyResource && Object.keys(Condition).length === 0;
}
