import type { AccountNotFoundException$ } from "@aws-sdk/client-organizations";
import { NormalizedSchema } from "@smithy/core/schema";

/** An error as the SDK's model has it. */
export type ErrorSchema = typeof AccountNotFoundException$;

/** What every service can answer; each protocol has its own code and status for it. */
export type CommonReason =
  | "missing-authentication"
  | "incomplete-signature"
  | "unknown-key"
  | "bad-signature"
  | "expired-token"
  | "access-denied"
  | "throttled"
  | "internal"
  | "unknown-action"
  | "malformed"
  | "unknown-parameter"
  | "invalid"
  | "missing-parameter";

/** How an error is named and numbered on the wire. */
export interface WireCode {
  readonly code: string;
  readonly status: number;
}

/** A "no" that AWS would say: either common to all services, or one of those that a service's model has. */
export class Refusal extends Error {
  readonly reason: CommonReason | WireCode;
  /** Further members of the error's body. */
  readonly members: Readonly<Record<string, string>>;

  constructor(reason: CommonReason | WireCode, message = "", members: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "Refusal";
    this.reason = reason;
    this.members = members;
  }
}

/** The refusal that an error schema of the SDK describes, with the code and status that it names. */
export function modelled(
  schema: ErrorSchema,
  message?: string,
  members?: Readonly<Record<string, string>>,
): Refusal {
  return new Refusal(codeOf(schema), message, members);
}

/** The code and the HTTP status that an error schema of the SDK has on the wire. */
export function codeOf(schema: ErrorSchema): WireCode {
  const shape = NormalizedSchema.of(schema);
  const traits = shape.getMergedTraits();
  const [queryCode, queryStatus] = Array.isArray(traits.awsQueryError) ? traits.awsQueryError : [];
  return {
    code: String(queryCode ?? shape.getName()),
    status: Number(queryStatus ?? traits.httpError ?? 400),
  };
}
