import { all, any, type Certainty, not, sure } from "../domain/policies/certainty.ts";
import { matchesAsterisks } from "../domain/policies/wildcards.ts";

type Json = unknown;

/** Says whether a record is among those that a filter lets through. */
type Filter = (record: Json) => Certainty;

/**
 * Whether the pattern of a metric filter matches a record: all do where it is empty. "perhaps" where it is none that
 * is understood here, as are those that select by the fields of JSON: `{ $.a.b = "c*" && $.d NOT EXISTS }`.
 */
export function matchesFilter(pattern: string, record: Json): Certainty {
  if (pattern.trim() === "") return "yes";
  const tokens = tokensOf(pattern);
  const filter = tokens && parse(tokens);
  return filter ? filter(record) : "perhaps";
}

/** Undefined where something in it is no token. */
function tokensOf(pattern: string): readonly string[] | undefined {
  const body = /^\s*\{(.*)\}\s*$/s.exec(pattern)?.[1];
  if (body === undefined) return undefined;
  const token =
    /\s*(&&|\|\||[()]|!=|<=|>=|[=<>]|"(?:[^"\\]|\\.)*"|%[^%]+%|\$(?:\.[\w@-]+|\[\d+\]|\.?\['[^']+'\])+|[^\s()=!<>&|"]+)/y;
  const tokens: string[] = [];
  while (token.lastIndex < body.trimEnd().length) {
    const found = token.exec(body)?.[1];
    if (found === undefined) return undefined;
    tokens.push(found);
  }
  return tokens;
}

/** Reads the tokens from the first to the last, in the order in which operators bind. */
function parse(tokens: readonly string[]): Filter | undefined {
  let at = 0;
  const isNext = (...wanted: readonly string[]) =>
    wanted.every((word, index) => tokens[at + index]?.toUpperCase() === word);
  const take = () => tokens[at++];

  function joined(operator: string, operand: () => Filter | undefined, join: typeof all): Filter | undefined {
    const first = operand();
    const filters = first ? [first] : [];
    while (isNext(operator)) {
      at += 1;
      const next = operand();
      if (!next) return undefined;
      filters.push(next);
    }
    return first && ((record) => join(filters.map((filter) => filter(record))));
  }
  const alternatives = (): Filter | undefined => joined("||", conjunction, any);
  const conjunction = (): Filter | undefined => joined("&&", term, all);

  function term(): Filter | undefined {
    if (!isNext("(")) return comparison();
    at += 1;
    const inner = alternatives();
    return take() === ")" ? inner : undefined;
  }

  function comparison(): Filter | undefined {
    const selector = take();
    if (!selector?.startsWith("$")) return undefined;
    const find = (record: Json) => valueAt(record, selector);
    for (const [words, holds] of states) {
      if (!isNext(...words)) continue;
      at += words.length;
      return (record) => sure(holds(find(record)));
    }
    const [operator = "", operand] = [take(), take()];
    if (operand === undefined) return undefined;
    return (record) => compare(operator, operand, find(record));
  }

  const filter = alternatives();
  return at === tokens.length ? filter : undefined;
}

const states: readonly (readonly [readonly string[], (found: Json) => boolean])[] = [
  [["NOT", "EXISTS"], (found) => found === undefined],
  [["EXISTS"], (found) => found !== undefined],
  [["IS", "NULL"], (found) => found === null],
  [["IS", "TRUE"], (found) => found === true],
  [["IS", "FALSE"], (found) => found === false],
];

/** Whether a field that is missing differs from a value is not documented, and numbers are not judged. */
function compare(operator: string, operand: string, found: Json): Certainty {
  if (operator !== "=" && operator !== "!=") return "perhaps";
  if (operand.startsWith("%")) return "perhaps";
  if (found === undefined) return operator === "=" ? "no" : "perhaps";
  const wanted = operand.startsWith('"') ? operand.slice(1, -1).replace(/\\(.)/g, "$1") : operand;
  const equal = typeof found === "object" ? "no" : sure(matchesAsterisks(wanted, String(found)));
  return operator === "=" ? equal : not(equal);
}

function valueAt(record: Json, selector: string): Json {
  const steps = selector.matchAll(/\.([\w@-]+)|\[(\d+)\]|\['([^']+)'\]/g);
  let at: Json = record;
  for (const [, name, index, quoted] of steps) {
    if (typeof at !== "object" || at === null) return undefined;
    const found = Object.entries(at).find(([key]) => key === (name ?? index ?? quoted));
    at = found?.[1];
  }
  return at;
}
