/** What a parameter is sent as; PostgreSQL reads the text by the type that the statement gives it. */
export type EncodedParameter = string | Uint8Array | null;

/**
 * Encodes parameters alike for both engines, whose clients would otherwise differ: one takes an array for a
 * PostgreSQL array, the other for json where the column is json.
 */
export function encodeParameters(parameters: readonly unknown[]): EncodedParameter[] {
  return parameters.map(encode);
}

function encode(value: unknown): EncodedParameter {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return value;
  return toText(value);
}

function toText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(toElement).join(",")}}`;
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}

function toElement(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  const text = toText(value);
  return Array.isArray(value) ? text : `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/** A PostgreSQL `int8` as a number, or as a bigint where a number would lose digits. */
function parseInt8(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

function parseInt8Array(text: string): (number | bigint | null)[] {
  if (text === "{}") return [];
  return text
    .slice(1, -1)
    .split(",")
    .map((element) => (element === "NULL" ? null : parseInt8(element)));
}

/** Types without a time zone or a unit have no honest JavaScript value. */
function keepText(text: string): string {
  return text;
}

/** How values are read where the two clients' own defaults differ, by the type's object id. */
export const RESULT_PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: parseInt8,
  1016: parseInt8Array,
  1082: keepText, // date
  1114: keepText, // timestamp
  1186: keepText, // interval
};
