import type { LocalAccount } from "./account.ts";
import type { LocalOrganization } from "./organization.ts";
import type { Principal } from "./principal.ts";
import type { Sessions } from "./sessions.ts";
import type { Switches } from "./switches.ts";
import type { Protocol } from "./wire/protocol.ts";
import type { OperationSchema } from "./wire/shape.ts";

/** One authenticated request on its way through an operation. */
export interface Call<Input = unknown> {
  readonly input: Input;
  readonly principal: Principal;
  /** The caller's account. */
  readonly account: LocalAccount;
  readonly organization: LocalOrganization;
  readonly switches: Switches;
  readonly sessions: Sessions;
  /** The region that the request was signed for. */
  readonly region: string;
  /** The `Host` that the request was sent to, without its port. */
  readonly host: string;
  readonly now: Date;
}

/** How one operation of a service is answered. */
export interface OperationOf<Input, Output> {
  readonly schema: OperationSchema;
  /** What a policy must allow the action on; absent where everybody may, or the operation decides by itself. */
  readonly resource?: (call: Call<Input>) => string;
  /** The account that the call is about, where that is not the caller's. */
  readonly subject?: (input: Input) => string | undefined;
  readonly answer: (call: Call<Input>) => Output;
}

/** One operation, of whatever input and output. */
export type Operation = OperationOf<unknown, unknown>;

/** One service of AWS. */
export interface Service {
  /** The name in credential scopes and host names. */
  readonly name: string;
  /** The name in policies, where that is another. */
  readonly policyName?: string;
  /** The date that tells apart the versions of its interface. */
  readonly version: string;
  readonly protocol: Protocol;
  readonly operations: readonly Operation[];
}

/** Makes an operation out of one that knows the types of its input and output. */
export function operation<Input, Output>(typed: OperationOf<Input, Output>): Operation {
  const { schema, resource, subject, answer } = typed;
  // The protocol has read the input by the very model that the type was generated from.
  const known = (call: Call): Call<Input> => ({ ...call, input: call.input as Input });
  return {
    schema,
    ...(resource && { resource: (call) => resource(known(call)) }),
    ...(subject && { subject: (input) => subject(input as Input) }),
    answer: (call) => answer(known(call)),
  };
}

/** The resource of actions that policies can only allow as a whole. */
export function anyResource(): string {
  return "*";
}
