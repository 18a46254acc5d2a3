import { all, any, type Certainty, not, sure } from "../domain/policies/certainty.ts";
import { matchesAsterisks } from "../domain/policies/wildcards.ts";

type Json = unknown;
type JsonObject = Readonly<Record<string, Json>>;

/**
 * Whether a rule's event pattern matches an event. "perhaps" where it depends on a comparison that is not judged
 * here: of numbers and of addresses. @throws where the pattern is not JSON.
 */
export function matchesEvent(pattern: string, event: JsonObject): Certainty {
  const parsed: Json = JSON.parse(pattern);
  return isObject(parsed) ? matchesObject(parsed, event) : "perhaps";
}

/** Every key has to match; a key that the event lacks can, by asking that it be missing. */
function matchesObject(pattern: JsonObject, event: Json): Certainty {
  const fields = isObject(event) ? event : {};
  return all(
    Object.entries(pattern).map(([key, wanted]) => {
      if (key === "$or" && Array.isArray(wanted))
        return any(wanted.map((each) => (isObject(each) ? matchesObject(each, fields) : "perhaps")));
      if (Array.isArray(wanted)) return any(wanted.map((each) => matchesValue(each, fieldOf(fields, key))));
      return isObject(wanted) ? matchesObject(wanted, fieldOf(fields, key)) : "perhaps";
    }),
  );
}

/** Patterns ask for whatever they like; every object has fields that nobody gave it. */
function fieldOf(fields: JsonObject, key: string): Json {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** A list in an event matches where one of its values does. */
function matchesValue(wanted: Json, found: Json): Certainty {
  if (Array.isArray(found)) return any(found.map((each) => matchesValue(wanted, each)));
  if (!isObject(wanted)) return sure(wanted === found);
  return all(Object.entries(wanted).map(([operator, operand]) => matchesOperator(operator, operand, found)));
}

function matchesOperator(operator: string, operand: Json, found: Json): Certainty {
  if (operator === "exists") return sure((found !== undefined && !isObject(found)) === operand);
  if (found === undefined) return "no";
  if (operator === "anything-but") return not(matchesAny(operand, found));
  const [wanted, ignoresCase] = textOf(operand);
  if (wanted === undefined)
    return Array.isArray(operand) ? matchesOperators(operator, operand, found) : "perhaps";
  if (typeof found !== "string") return Object.hasOwn(textual, operator) ? "no" : "perhaps";
  const compare = Object.hasOwn(textual, operator) && textual[operator];
  if (!compare) return "perhaps";
  return sure(ignoresCase ? compare(wanted.toLowerCase(), found.toLowerCase()) : compare(wanted, found));
}

const textual: Readonly<Record<string, (wanted: string, found: string) => boolean>> = {
  prefix: (wanted, found) => found.startsWith(wanted),
  suffix: (wanted, found) => found.endsWith(wanted),
  wildcard: (wanted, found) => matchesAsterisks(wanted, found),
  "equals-ignore-case": (wanted, found) => wanted.toLowerCase() === found.toLowerCase(),
};

function matchesOperators(operator: string, operands: readonly Json[], found: Json): Certainty {
  return Object.hasOwn(textual, operator)
    ? any(operands.map((operand) => matchesOperator(operator, operand, found)))
    : "perhaps";
}

/** What `anything-but` excludes: a value, several, or those that another operator matches. */
function matchesAny(operand: Json, found: Json): Certainty {
  return any([operand].flat().map((each) => matchesValue(each, found)));
}

/** The text of an operand, and whether its case counts. */
function textOf(operand: Json): readonly [text: string | undefined, ignoresCase: boolean] {
  if (typeof operand === "string") return [operand, false];
  const text = isObject(operand) ? operand["equals-ignore-case"] : undefined;
  return [typeof text === "string" ? text : undefined, true];
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
