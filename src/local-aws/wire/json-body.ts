import type { NormalizedSchema } from "@smithy/core/schema";
import { Refusal } from "./refusal.ts";
import {
  dateOf,
  definedMembers,
  inputShape,
  isDateTime,
  listOf,
  type OperationSchema,
  outputShape,
  recordOf,
  requiredMembers,
  scalarOf,
} from "./shape.ts";

/** How a protocol refuses a request without a member that it must have. */
export type RefuseMissing = (member: string) => Refusal;

/** The input of an operation out of a JSON body, checked against its model. */
export function readJson(body: string, schema: OperationSchema, missing: RefuseMissing): unknown {
  const shape = inputShape(schema);
  const given = parseJson(body);
  if (!shape.isUnitSchema()) return readValue(shape, given, missing);
  if (isRecord(given) && Object.keys(given).length === 0) return {};
  throw new Refusal("unknown-parameter", "This operation takes no parameters");
}

/** The output of an operation as a JSON body. */
export function writeJson(schema: OperationSchema, output: unknown): string {
  const shape = outputShape(schema);
  return JSON.stringify(shape.isUnitSchema() ? {} : structureJson(shape, output));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("malformed", "The body is not JSON");
  }
}

function readValue(shape: NormalizedSchema, value: unknown, missing: RefuseMissing): unknown {
  if (shape.isStructSchema() && isRecord(value)) return readStructure(shape, value, missing);
  if (shape.isListSchema() && Array.isArray(value)) {
    const item = shape.getValueSchema();
    return value.map((each) => readValue(item, each, missing));
  }
  if (shape.isStringSchema() && typeof value === "string") return value;
  if (shape.isNumericSchema() && typeof value === "number") return value;
  if (shape.isBooleanSchema() && typeof value === "boolean") return value;
  throw new Refusal("malformed", `${typeof value} is not what ${shape.getName() ?? "a member"} wants`);
}

function readStructure(
  shape: NormalizedSchema,
  value: Readonly<Record<string, unknown>>,
  missing: RefuseMissing,
): object {
  const members = new Map(shape.structIterator());
  const found: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(value)) {
    const member = members.get(name);
    if (!member) throw new Refusal("unknown-parameter", `${name} is not known to ${shape.getName()}`);
    found[name] = readValue(member, given, missing);
  }
  const absent = requiredMembers(shape).find((name) => found[name] === undefined);
  if (absent) throw missing(absent);
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function structureJson(shape: NormalizedSchema, value: unknown): object {
  const json: Record<string, unknown> = {};
  for (const [name, member, given] of definedMembers(shape, value)) json[name] = valueJson(member, given);
  return json;
}

function valueJson(shape: NormalizedSchema, value: unknown): unknown {
  if (shape.isStructSchema()) return structureJson(shape, value);
  if (shape.isListSchema()) {
    const item = shape.getValueSchema();
    return listOf(shape, value).map((each) => valueJson(item, each));
  }
  if (shape.isMapSchema()) {
    const entries = Object.entries(recordOf(shape, value));
    return Object.fromEntries(entries.map(([key, each]) => [key, valueJson(shape.getValueSchema(), each)]));
  }
  if (shape.isTimestampSchema()) return timestampJson(shape, dateOf(shape, value));
  return scalarOf(shape, value);
}

function timestampJson(shape: NormalizedSchema, time: Date): string | number {
  return isDateTime(shape) ? time.toISOString() : time.getTime() / 1000;
}
