import type { NormalizedSchema } from "@smithy/core/schema";
import type { Protocol, WireRequest, WireResponse } from "./protocol.ts";
import { type CommonReason, Refusal, type WireCode } from "./refusal.ts";
import {
  dateOf,
  definedMembers,
  inputShape,
  listOf,
  type OperationSchema,
  outputShape,
  recordOf,
  requiredMembers,
  scalarOf,
} from "./shape.ts";

const COMMON_CODES: Record<CommonReason, WireCode> = {
  "missing-authentication": { code: "MissingAuthenticationTokenException", status: 400 },
  "incomplete-signature": { code: "IncompleteSignatureException", status: 400 },
  "unknown-key": { code: "UnrecognizedClientException", status: 400 },
  "bad-signature": { code: "InvalidSignatureException", status: 400 },
  "expired-token": { code: "ExpiredTokenException", status: 400 },
  "access-denied": { code: "AccessDeniedException", status: 400 },
  throttled: { code: "ThrottlingException", status: 400 },
  internal: { code: "InternalFailure", status: 500 },
  "unknown-action": { code: "UnknownOperationException", status: 400 },
  malformed: { code: "SerializationException", status: 400 },
  "unknown-parameter": { code: "SerializationException", status: 400 },
  invalid: { code: "ValidationException", status: 400 },
  "missing-parameter": { code: "ValidationException", status: 400 },
};

/** What tells one AWS JSON service from another. */
export interface JsonOptions {
  /** What stands before the operation's name in `X-Amz-Target`. */
  readonly target: string;
  /** Codes that this service has of its own for what is common to all. */
  readonly codes?: Partial<Record<CommonReason, WireCode>>;
}

/** AWS JSON 1.1: the operation is named in a header, JSON goes both ways. Organizations and Support speak it. */
export function jsonProtocol(options: JsonOptions): Protocol {
  const codes = { ...COMMON_CODES, ...options.codes };
  const wireCode = ({ reason }: Refusal) => (typeof reason === "string" ? codes[reason] : reason);
  return {
    recognizes: ({ headers }) => String(headers["x-amz-target"]).startsWith(`${options.target}.`),
    operationOf: (request) => operationOf(request, options.target),
    read: (request, schema) => readBody(request, schema),
    write(schema, output, requestId) {
      const shape = outputShape(schema);
      return jsonResponse(200, shape.isUnitSchema() ? {} : structureJson(shape, output), requestId);
    },
    refuse(refusal, requestId) {
      const { code, status } = wireCode(refusal);
      const message = refusal.message ? { Message: refusal.message } : {};
      return jsonResponse(status, { __type: code, ...message, ...refusal.members }, requestId);
    },
    codeOf: (refusal) => wireCode(refusal).code,
  };
}

function jsonResponse(status: number, body: object, requestId: string): WireResponse {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId };
  return { status, headers, body: JSON.stringify(body) };
}

function operationOf({ headers }: WireRequest, target: string): string {
  const asked = headers["x-amz-target"];
  const [service, name] = typeof asked === "string" ? asked.split(".") : [];
  if (headers["content-type"] !== "application/x-amz-json-1.1" || service !== target || !name) {
    throw new Refusal("unknown-action");
  }
  return name;
}

function readBody(request: WireRequest, schema: OperationSchema): unknown {
  const shape = inputShape(schema);
  const given = parseJson(request.body.toString("utf8"));
  if (!shape.isUnitSchema()) return readValue(shape, given);
  if (isRecord(given) && Object.keys(given).length === 0) return {};
  throw new Refusal("unknown-parameter", "This operation takes no parameters");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("malformed", "The body is not JSON");
  }
}

function readValue(shape: NormalizedSchema, value: unknown): unknown {
  if (shape.isStructSchema() && isRecord(value)) return readStructure(shape, value);
  if (shape.isListSchema() && Array.isArray(value)) {
    const item = shape.getValueSchema();
    return value.map((each) => readValue(item, each));
  }
  if (shape.isStringSchema() && typeof value === "string") return value;
  if (shape.isNumericSchema() && typeof value === "number") return value;
  if (shape.isBooleanSchema() && typeof value === "boolean") return value;
  throw new Refusal("malformed", `${typeof value} is not what ${shape.getName() ?? "a member"} wants`);
}

function readStructure(shape: NormalizedSchema, value: Readonly<Record<string, unknown>>): object {
  const members = new Map(shape.structIterator());
  const found: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(value)) {
    const member = members.get(name);
    if (!member) throw new Refusal("unknown-parameter", `${name} is not known to ${shape.getName()}`);
    found[name] = readValue(member, given);
  }
  const missing = requiredMembers(shape).find((name) => found[name] === undefined);
  if (missing)
    throw new Refusal("missing-parameter", `You must specify ${missing}.`, { Reason: "INPUT_REQUIRED" });
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
  if (shape.isListSchema())
    return listOf(shape, value).map((each) => valueJson(shape.getValueSchema(), each));
  if (shape.isMapSchema()) {
    const entries = Object.entries(recordOf(shape, value));
    return Object.fromEntries(entries.map(([key, each]) => [key, valueJson(shape.getValueSchema(), each)]));
  }
  if (shape.isTimestampSchema()) return dateOf(shape, value).getTime() / 1000;
  return scalarOf(shape, value);
}
