import { readJson, writeJson } from "./json-body.ts";
import type { Protocol, WireResponse } from "./protocol.ts";
import { type CommonReason, Refusal, type WireCode } from "./refusal.ts";
import { type OperationSchema, operationName, operationPath } from "./shape.ts";

const COMMON_CODES: Record<CommonReason, WireCode> = {
  "missing-authentication": { code: "MissingAuthenticationTokenException", status: 403 },
  "incomplete-signature": { code: "IncompleteSignatureException", status: 403 },
  "unknown-key": { code: "UnrecognizedClientException", status: 403 },
  "bad-signature": { code: "InvalidSignatureException", status: 403 },
  "expired-token": { code: "ExpiredTokenException", status: 403 },
  "access-denied": { code: "AccessDeniedException", status: 403 },
  throttled: { code: "ThrottlingException", status: 429 },
  internal: { code: "InternalFailure", status: 500 },
  "unknown-action": { code: "UnknownOperationException", status: 404 },
  malformed: { code: "SerializationException", status: 400 },
  "unknown-parameter": { code: "SerializationException", status: 400 },
  invalid: { code: "ValidationException", status: 400 },
  "missing-parameter": { code: "ValidationException", status: 400 },
};

/** What tells one AWS REST JSON service from another. */
export interface RestJsonOptions {
  readonly schemas: readonly OperationSchema[];
  /** Codes that this service has of its own for what is common to all. */
  readonly codes?: Partial<Record<CommonReason, WireCode>>;
}

/** AWS REST JSON, for operations that post their whole input: the path names the operation. */
export function restJsonProtocol(options: RestJsonOptions): Protocol {
  const codes = { ...COMMON_CODES, ...options.codes };
  const wireCode = ({ reason }: Refusal) => (typeof reason === "string" ? codes[reason] : reason);
  const names = new Map(options.schemas.map((each) => [operationPath(each), operationName(each)]));
  return {
    recognizes: ({ method, target }) => method === "POST" && names.has(target),
    operationOf({ method, target }) {
      const name = method === "POST" ? names.get(target) : undefined;
      if (name) return name;
      throw new Refusal("unknown-action", `There is no operation at ${method} ${target}`);
    },
    read: ({ body }, schema) => readJson(body.toString("utf8") || "{}", schema, inputRequired),
    write: (schema, output, requestId) =>
      response({ status: 200, body: writeJson(schema, output), requestId }),
    refuse(refusal, requestId) {
      const { code, status } = wireCode(refusal);
      const body = JSON.stringify({ message: refusal.message, ...refusal.members });
      return response({ status, body, requestId, headers: { "x-amzn-errortype": code } });
    },
    codeOf: (refusal) => wireCode(refusal).code,
  };
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function response({ status, body, requestId, headers }: Answer): WireResponse {
  const common = { "content-type": "application/json", "x-amzn-requestid": requestId };
  return { status, headers: { ...common, ...headers }, body };
}

function inputRequired(member: string): Refusal {
  return new Refusal("missing-parameter", `${member} must not be null`, { reason: "fieldValidationFailed" });
}
