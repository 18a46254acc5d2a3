import { readJson, writeJson } from "./json-body.ts";
import type { Protocol, WireRequest } from "./protocol.ts";
import { type CommonReason, Refusal, type WireCode } from "./refusal.ts";

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
  /** 1.1 where absent. */
  readonly version?: "1.0" | "1.1";
  /** Codes that this service has of its own for what is common to all. */
  readonly codes?: Partial<Record<CommonReason, WireCode>>;
}

/** AWS JSON: the operation is named in a header, JSON goes both ways. Most of AWS's newer services speak it. */
export function jsonProtocol(options: JsonOptions): Protocol {
  const contentType = `application/x-amz-json-${options.version ?? "1.1"}`;
  const codes = { ...COMMON_CODES, ...options.codes };
  const headersOf = (requestId: string) => ({ "content-type": contentType, "x-amzn-requestid": requestId });
  const wireCode = ({ reason }: Refusal) => (typeof reason === "string" ? codes[reason] : reason);
  return {
    recognizes: ({ headers }) => String(headers["x-amz-target"]).startsWith(`${options.target}.`),
    operationOf: (request) => operationOf(request, { target: options.target, contentType }),
    read: (request, schema) => readJson(request.body.toString("utf8"), schema, inputRequired),
    write: (schema, output, requestId) => ({
      ...{ status: 200, headers: headersOf(requestId) },
      body: writeJson(schema, output),
    }),
    refuse(refusal, requestId) {
      const { code, status } = wireCode(refusal);
      const message = refusal.message ? { Message: refusal.message } : {};
      const body = JSON.stringify({ __type: code, ...message, ...refusal.members });
      return { status, headers: headersOf(requestId), body };
    },
    codeOf: (refusal) => wireCode(refusal).code,
  };
}

function inputRequired(member: string): Refusal {
  return new Refusal("missing-parameter", `You must specify ${member}.`, { Reason: "INPUT_REQUIRED" });
}

function operationOf(
  { headers }: WireRequest,
  { target, contentType }: { readonly target: string; readonly contentType: string },
): string {
  const asked = headers["x-amz-target"];
  const [service, name] = typeof asked === "string" ? asked.split(".") : [];
  if (headers["content-type"] !== contentType || service !== target || !name) {
    throw new Refusal("unknown-action");
  }
  return name;
}
