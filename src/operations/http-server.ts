import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { RootcheckError } from "../domain/errors.ts";
import type { Log } from "../log.ts";

/** The port that a setting names cannot be listened on. */
export class PortError extends RootcheckError {
  constructor(setting: string, port: number, cause: unknown) {
    super(
      "port",
      `${setting} ${port} cannot be listened on: another program has it, or it takes more rights.`,
      {
        cause,
      },
    );
  }
}

/** An HTTP server of a few paths. */
export interface HttpServer {
  readonly port: number;
  /** Hands requests to a path over. */
  serve(path: string, listener: RequestListener): void;
  close(): Promise<void>;
}

export interface HttpServerOptions {
  readonly port: number;
  /** Where that comes from. */
  readonly setting: string;
  readonly log: Log;
  readonly limits?: ServerLimits | undefined;
}

/** How long a request may take to arrive, and how many headers it may have. */
export type ServerLimits = Required<
  Pick<
    ServerOptions,
    "headersTimeout" | "requestTimeout" | "keepAliveTimeout" | "connectionsCheckingInterval"
  >
> & { readonly maxHeadersCount: number };

/** Whoever sends a byte now and then keeps a connection for seconds, not for minutes as Node would let them. */
const LIMITS: ServerLimits = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeadersCount: 64,
};

/** Listens; a path that nobody serves yet is not found. @throws {PortError} */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { port, setting, log, limits = LIMITS } = options;
  const paths = new Map<string, RequestListener>();
  const server = createServer(limits, (request, response) => {
    const listener = paths.get(pathOf(request));
    if (!listener) return sendJson(response, 404, { error: "not found" });
    try {
      listener(request, response);
    } catch (error) {
      log.warn({ err: error }, "An HTTP request could not be handled");
      if (!response.headersSent) sendJson(response, 400, { error: "bad request" });
    }
  });
  server.maxHeadersCount = limits.maxHeadersCount;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new PortError(setting, port, error)));
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve: (path, listener) => paths.set(path, listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function pathOf(request: IncomingMessage): string {
  return request.url?.split("?")[0] ?? "";
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
