import type { GetCallerIdentity$ } from "@aws-sdk/client-sts";
import { NormalizedSchema } from "@smithy/core/schema";

/** One operation as the SDK's model has it: name, input and output. */
export type OperationSchema = typeof GetCallerIdentity$;

/** The name by which an operation is called. */
export function operationName(schema: OperationSchema): string {
  return schema[2];
}

/** The path that a REST operation is posted to; undefined for an operation of another kind. */
export function operationPath(schema: OperationSchema): string | undefined {
  return operationHttp(schema)?.path;
}

/** The method of a REST operation and its path with the fixed part of its query. */
export function operationHttp(
  schema: OperationSchema,
): { readonly method: string; readonly path: string } | undefined {
  const traits = schema[3];
  const http: unknown = typeof traits === "object" ? traits.http : undefined;
  const [method, path]: readonly unknown[] = Array.isArray(http) ? http : [];
  return typeof method === "string" && typeof path === "string" ? { method, path } : undefined;
}

/** The shape of what an operation takes. */
export function inputShape(schema: OperationSchema): NormalizedSchema {
  return NormalizedSchema.of(schema[4]);
}

/** The shape of what an operation gives. */
export function outputShape(schema: OperationSchema): NormalizedSchema {
  return NormalizedSchema.of(schema[5]);
}

/** An answer has something that the SDK's model does not know: a defect of local-aws, never of who asks. */
export class UnmodelledAnswer extends Error {
  constructor(shape: NormalizedSchema, found: string) {
    super(`The model of ${shape.getName() ?? "this answer"} wants other than ${found}; mend the operation.`);
    this.name = "UnmodelledAnswer";
  }
}

/** The members of a structure that have a value, in the model's order; refuses those that it does not have. */
export function* definedMembers(
  shape: NormalizedSchema,
  value: unknown,
): Generator<[string, NormalizedSchema, unknown]> {
  const record = recordOf(shape, value);
  const modelled = memberNames(shape);
  for (const name of Object.keys(record)) {
    if (record[name] !== undefined && !modelled.includes(name)) {
      throw new UnmodelledAnswer(shape, `a member ${name}`);
    }
  }
  for (const [name, member] of shape.structIterator()) {
    const given = record[name];
    if (given !== undefined && given !== null) yield [name, member, given];
  }
}

/** The names of the members that a structure cannot do without. */
export function requiredMembers(shape: NormalizedSchema): readonly string[] {
  const schema = shape.getSchema();
  if (!Array.isArray(schema) || schema[0] !== 3) return [];
  return schema[4].slice(0, schema[6] ?? 0);
}

function memberNames(shape: NormalizedSchema): readonly string[] {
  const schema = shape.getSchema();
  return Array.isArray(schema) && schema[0] === 3 ? schema[4] : [];
}

/** The value as an object, where the model says that it is one. */
export function recordOf(shape: NormalizedSchema, value: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new UnmodelledAnswer(shape, typeof value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The value as an array, where the model says that it is one. */
export function listOf(shape: NormalizedSchema, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new UnmodelledAnswer(shape, typeof value);
  return value;
}

/** The value as a time, where the model says that it is one. */
export function dateOf(shape: NormalizedSchema, value: unknown): Date {
  if (!(value instanceof Date)) throw new UnmodelledAnswer(shape, typeof value);
  return value;
}

/** Whether a time is written as text; by itself JSON has it as seconds. */
export function isDateTime(shape: NormalizedSchema): boolean {
  return shape.getSchema() === 5;
}

/** A string, number, boolean or blob as the model wants it; blobs become base64. */
export function scalarOf(shape: NormalizedSchema, value: unknown): string | number | boolean {
  if (shape.isBlobSchema() && value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (shape.isStringSchema() && typeof value === "string") return value;
  if (shape.isNumericSchema() && typeof value === "number") return value;
  if (shape.isBooleanSchema() && typeof value === "boolean") return value;
  throw new UnmodelledAnswer(shape, typeof value);
}
