import type { NormalizedSchema } from "@smithy/core/schema";
import type { Protocol, WireRequest, WireResponse } from "./protocol.ts";
import { type CommonReason, Refusal, type WireCode } from "./refusal.ts";
import { inputShape, type OperationSchema, operationName, requiredMembers } from "./shape.ts";
import { escapeXml, resultXml } from "./xml.ts";

const COMMON_CODES: Record<CommonReason, WireCode> = {
  "missing-authentication": { code: "MissingAuthenticationToken", status: 403 },
  "incomplete-signature": { code: "IncompleteSignature", status: 400 },
  "unknown-key": { code: "InvalidClientTokenId", status: 403 },
  "bad-signature": { code: "SignatureDoesNotMatch", status: 403 },
  "expired-token": { code: "ExpiredToken", status: 403 },
  "access-denied": { code: "AccessDenied", status: 403 },
  throttled: { code: "Throttling", status: 400 },
  internal: { code: "InternalFailure", status: 500 },
  "unknown-action": { code: "InvalidAction", status: 400 },
  malformed: { code: "MalformedQueryString", status: 400 },
  "unknown-parameter": { code: "InvalidQueryParameter", status: 400 },
  invalid: { code: "ValidationError", status: 400 },
  "missing-parameter": { code: "ValidationError", status: 400 },
};

/** What tells one AWS Query service from another. */
export interface QueryOptions {
  readonly version: string;
  readonly xmlNamespace: string;
  /** Codes that this service has of its own for what is common to all. */
  readonly codes?: Partial<Record<CommonReason, WireCode>>;
}

/** AWS Query: a form is posted, XML comes back. IAM and STS speak it. */
export function queryProtocol(options: QueryOptions): Protocol {
  const codes = { ...COMMON_CODES, ...options.codes };
  const wireCode = ({ reason }: Refusal) => (typeof reason === "string" ? codes[reason] : reason);
  return {
    recognizes: (request) => formOf(request).get("Version") === options.version,
    operationOf: (request) => actionOf(request, options.version),
    read: readForm,
    write: (schema, output, requestId) =>
      xmlResponse(200, resultXml(schema, output, options.xmlNamespace, requestId), requestId),
    refuse(refusal, requestId) {
      const { code, status } = wireCode(refusal);
      const message = refusal.message && `<Message>${escapeXml(refusal.message)}</Message>`;
      const error = `<Type>${status < 500 ? "Sender" : "Receiver"}</Type><Code>${code}</Code>${message}`;
      const body = `<ErrorResponse xmlns="${options.xmlNamespace}"><Error>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
      return xmlResponse(status, body, requestId);
    },
    codeOf: (refusal) => wireCode(refusal).code,
  };
}

function xmlResponse(status: number, body: string, requestId: string): WireResponse {
  return { status, headers: { "content-type": "text/xml", "x-amzn-requestid": requestId }, body };
}

function formOf({ body }: WireRequest): URLSearchParams {
  return new URLSearchParams(body.toString("utf8"));
}

function actionOf(request: WireRequest, version: string): string {
  const form = formOf(request);
  const action = form.get("Action");
  if (!action) throw new Refusal({ code: "MissingAction", status: 400 }, "Missing Action");
  if (form.get("Version") === version) return action;
  throw new Refusal(
    "unknown-action",
    `Could not find operation ${action} for version ${form.get("Version") ?? "NO_VERSION_SPECIFIED"}`,
  );
}

type FormTree = Map<string, FormTree | string>;

function readForm(request: WireRequest, schema: OperationSchema): unknown {
  const tree: FormTree = new Map();
  for (const [key, value] of formOf(request)) {
    if (key !== "Action" && key !== "Version") plant(tree, key, value);
  }
  const shape = inputShape(schema);
  if (!shape.isUnitSchema()) return readStructure(shape, tree, []);
  const [stray] = tree.keys();
  if (stray) throw unknownParameter([stray], operationName(schema));
  return {};
}

function plant(tree: FormTree, key: string, value: string): void {
  const names = key.split(".");
  const last = names.pop() ?? key;
  let at = tree;
  for (const name of names) {
    const next = at.get(name) ?? new Map();
    if (typeof next === "string") throw new Refusal("malformed", `${key} stands beside a plain ${name}`);
    at.set(name, next);
    at = next;
  }
  if (at.has(last)) throw new Refusal("malformed", `${key} was given more than once`);
  at.set(last, value);
}

function readStructure(shape: NormalizedSchema, tree: FormTree, path: readonly string[]): object {
  const members = new Map(shape.structIterator());
  const found: Record<string, unknown> = {};
  for (const [name, value] of tree) {
    const member = members.get(name);
    if (!member) throw unknownParameter([...path, name], shape.getName());
    found[name] = readValue(member, value, [...path, name]);
  }
  const missing = requiredMembers(shape).find((name) => found[name] === undefined);
  if (missing) {
    throw invalid(`Value null at '${pathText([...path, missing])}'`, "Member must not be null");
  }
  return found;
}

function readValue(shape: NormalizedSchema, value: FormTree | string, path: readonly string[]): unknown {
  if (typeof value === "string")
    return value === "" && shape.isListSchema() ? [] : readScalar(shape, value, path);
  if (shape.isStructSchema()) return readStructure(shape, value, path);
  const items = shape.isListSchema() && value.size === 1 ? value.get("member") : undefined;
  if (!(items instanceof Map))
    throw new Refusal("malformed", `${path.join(".")} has parts that it cannot have`);
  const item = shape.getValueSchema();
  return [...items]
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([index, each]) => readValue(item, each, [...path, "member", index]));
}

function readScalar(shape: NormalizedSchema, text: string, path: readonly string[]): unknown {
  if (shape.isStringSchema()) return text;
  if (shape.isNumericSchema() && /^-?\d+$/.test(text)) return Number(text);
  if (shape.isBooleanSchema() && /^(true|false)$/.test(text)) return text === "true";
  throw invalid(`Value '${text}' at '${pathText(path)}'`, "Member must have the type of its model");
}

function invalid(what: string, constraint: string): Refusal {
  return new Refusal(
    "invalid",
    `1 validation error detected: ${what} failed to satisfy constraint: ${constraint}`,
  );
}

function pathText(path: readonly string[]): string {
  return path.map((name) => name.charAt(0).toLowerCase() + name.slice(1)).join(".");
}

function unknownParameter(path: readonly string[], shape: string | undefined): Refusal {
  return new Refusal("unknown-parameter", `The parameter ${path.join(".")} is not known to ${shape}`);
}
