import type { NormalizedSchema } from "@smithy/core/schema";
import type { Protocol, WireRequest, WireResponse } from "./protocol.ts";
import { type CommonReason, Refusal, type WireCode } from "./refusal.ts";
import {
  definedMembers,
  inputShape,
  type OperationSchema,
  operationHttp,
  operationName,
  outputShape,
  requiredMembers,
} from "./shape.ts";
import { escapeXml, structureXml } from "./xml.ts";

const CODES: Record<CommonReason, WireCode> = {
  "missing-authentication": { code: "AccessDenied", status: 403 },
  "incomplete-signature": { code: "AuthorizationHeaderMalformed", status: 400 },
  "unknown-key": { code: "InvalidAccessKeyId", status: 403 },
  "bad-signature": { code: "SignatureDoesNotMatch", status: 403 },
  "expired-token": { code: "ExpiredToken", status: 400 },
  "access-denied": { code: "AccessDenied", status: 403 },
  throttled: { code: "SlowDown", status: 503 },
  internal: { code: "InternalError", status: 500 },
  "unknown-action": { code: "MethodNotAllowed", status: 405 },
  malformed: { code: "InvalidRequest", status: 400 },
  "unknown-parameter": { code: "InvalidArgument", status: 400 },
  invalid: { code: "InvalidArgument", status: 400 },
  "missing-parameter": { code: "InvalidRequest", status: 400 },
};

/** What tells one AWS REST XML service from another. */
export interface RestXmlOptions {
  readonly schemas: readonly OperationSchema[];
  readonly xmlNamespace: string;
}

/** One operation's place: its method, whether it is about a bucket, and what its query must have. */
interface Route {
  readonly schema: OperationSchema;
  readonly method: string;
  readonly ofBucket: boolean;
  readonly query: readonly (readonly [string, string])[];
}

/** AWS REST XML as S3 speaks it: a bucket in the path or the host name, XML back, errors without a wrapper. */
export function restXmlProtocol({ schemas, xmlNamespace }: RestXmlOptions): Protocol {
  const routes = schemas.map(routeOf).sort((a, b) => b.query.length - a.query.length);
  const wireCode = ({ reason }: Refusal) => (typeof reason === "string" ? CODES[reason] : reason);
  return {
    recognizes: ({ method }) => method === "GET" || method === "HEAD",
    operationOf: (request) => operationName(routeFor(routes, request).schema),
    read: (request, schema) => readInput(request, schema, routes),
    write: (schema, output, requestId) => {
      const { headers, xml } = written(schema, output, xmlNamespace);
      return xmlResponse({ status: 200, body: xml, requestId, headers });
    },
    refuse(refusal, requestId) {
      const { code, status } = wireCode(refusal);
      const body = `<Error><Code>${code}</Code><Message>${escapeXml(refusal.message)}</Message><RequestId>${requestId}</RequestId></Error>`;
      return xmlResponse({ status, body, requestId, headers: refusal.members });
    },
    codeOf: (refusal) => wireCode(refusal).code,
  };
}

/** The bucket that a request names: before the service's host name, or first in the path. */
export function bucketIn({ headers, target }: Pick<WireRequest, "headers" | "target">): string | undefined {
  const host = (headers.host ?? "").replace(/:\d+$/, "");
  const virtual = /^(.+)\.(?:s3[.-].*|localhost)$/.exec(host)?.[1];
  const [path = ""] = target.split("?", 1);
  return virtual ?? (decodeURIComponent(path.split("/")[1] ?? "") || undefined);
}

function routeOf(schema: OperationSchema): Route {
  const { method = "", path = "" } = operationHttp(schema) ?? {};
  const fixed = [...new URLSearchParams(path.split("?")[1] ?? "")];
  const ofBucket = [...inputShape(schema).structIterator()].some(([name]) => name === "Bucket");
  return { schema, method, ofBucket, query: fixed.filter(([name]) => name !== "x-id") };
}

function routeFor(routes: readonly Route[], request: WireRequest): Route {
  const query = queryOf(request);
  const hasBucket = bucketIn(request) !== undefined;
  const route = routes.find(
    (each) =>
      each.method === request.method &&
      each.ofBucket === hasBucket &&
      each.query.every(([name, value]) => query.get(name) === value),
  );
  if (route) return route;
  throw new Refusal("unknown-action", "The specified method is not allowed against this resource.");
}

function readInput(request: WireRequest, schema: OperationSchema, routes: readonly Route[]): object {
  const shape = inputShape(schema);
  const query = queryOf(request);
  const found: Record<string, unknown> = {};
  for (const [name, member] of shape.structIterator()) {
    const { httpQuery, httpHeader, httpLabel } = member.getMergedTraits();
    if (httpLabel) found[name] = bucketIn(request);
    const given = httpQuery ? query.get(httpQuery) : headerOf(request, httpHeader);
    if (given !== null && given !== undefined) found[name] = readScalar(member, given);
    if (httpQuery) query.delete(httpQuery);
  }
  for (const [name] of routeFor(routes, request).query) query.delete(name);
  query.delete("x-id");
  const [stray] = query.keys();
  if (stray !== undefined)
    throw new Refusal("unknown-parameter", `${stray} is not known to ${shape.getName()}`);
  const missing = requiredMembers(shape).find((name) => found[name] === undefined);
  if (missing) throw new Refusal("missing-parameter", `${missing} is required.`);
  return found;
}

function queryOf({ target }: WireRequest): URLSearchParams {
  return new URLSearchParams(target.split("?")[1] ?? "");
}

function headerOf({ headers }: WireRequest, name: string | undefined): string | undefined {
  const value = name === undefined ? undefined : headers[name.toLowerCase()];
  return typeof value === "string" ? value : undefined;
}

function readScalar(shape: NormalizedSchema, text: string): unknown {
  if (shape.isNumericSchema() && /^\d+$/.test(text)) return Number(text);
  if (shape.isBooleanSchema() && /^(true|false)$/.test(text)) return text === "true";
  if (shape.isListSchema()) return text.split(",");
  if (shape.isStringSchema()) return text;
  throw new Refusal("invalid", `Provided ${shape.getName()} not of the type of its model`);
}

/** Members that the model binds to headers go there; one that is the payload is the document by itself. */
function written(schema: OperationSchema, output: unknown, xmlNamespace: string) {
  const shape = outputShape(schema);
  const headers: Record<string, string> = {};
  const inBody: Record<string, unknown> = {};
  let payload:
    | { readonly shape: NormalizedSchema; readonly value: unknown; readonly name: string }
    | undefined;
  for (const [name, member, given] of definedMembers(shape, output)) {
    const { httpHeader, httpPayload } = member.getMergedTraits();
    if (httpHeader) headers[httpHeader] = String(given);
    else if (httpPayload) payload = { shape: member, value: given, name };
    else inBody[name] = given;
  }
  const root = payload ?? {
    shape,
    value: inBody,
    name: shape.getMergedTraits().xmlName ?? operationName(schema),
  };
  const content = structureXml(root.shape, root.value);
  return { headers, xml: `<${root.name} xmlns="${xmlNamespace}">${content}</${root.name}>` };
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
}

function xmlResponse({ status, body, requestId, headers }: Answer): WireResponse {
  const common = { "content-type": "application/xml", "x-amz-request-id": requestId };
  return { status, headers: { ...common, ...headers }, body };
}
