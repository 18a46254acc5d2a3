import type { IncomingHttpHeaders } from "node:http";
import type { Refusal } from "./refusal.ts";
import type { OperationSchema } from "./shape.ts";

/** A request as it came, its body read to the end. */
export interface WireRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** Every value of every header, for repeated ones. */
  readonly headersDistinct: NodeJS.Dict<string[]>;
  readonly body: Buffer;
}

/** An answer as it goes out. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a service's requests and answers are put into HTTP. */
export interface Protocol {
  /** Whether a request looks meant for this service, for those whose credential scope does not say so. */
  recognizes(request: WireRequest): boolean;
  /** The name of the operation that is asked for; throws a Refusal where none can be read. */
  operationOf(request: WireRequest): string;
  /** The operation's input, checked against its model; throws a Refusal for anything that it does not have. */
  read(request: WireRequest, schema: OperationSchema): unknown;
  write(schema: OperationSchema, output: unknown, requestId: string): WireResponse;
  refuse(refusal: Refusal, requestId: string): WireResponse;
  /** The code by which a refusal goes over this wire. */
  codeOf(refusal: Refusal): string;
}
