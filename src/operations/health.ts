import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { RootcheckError } from "../domain/errors.ts";
import type { Log } from "../log.ts";

/** Says whether something that the app needs is there now. */
export type Probe = () => boolean | Promise<boolean>;

/** The port that the settings name cannot be listened on. */
export class PortError extends RootcheckError {
  constructor(port: number, cause: unknown) {
    super("port", `PORT ${port} cannot be listened on: another program has it, or it takes more rights.`, {
      cause,
    });
  }
}

/** The app's own HTTP server: `/healthz`, `/readyz`, and whatever else is added. */
export interface HealthServer {
  readonly port: number;
  /** Adds what has to be there for the app to be ready; until then it is not. */
  require(name: string, probe: Probe): void;
  /** Hands requests to a path over. */
  serve(path: string, listener: RequestListener): void;
  close(): Promise<void>;
}

export interface HealthOptions {
  readonly port: number;
  /** The names of everything that must have been required before the app can be ready. */
  readonly expected: readonly string[];
  readonly log: Log;
}

/**
 * Starts before everything else, so that an orchestrator sees a process that is alive and not ready yet.
 * @throws {PortError}
 */
export async function startHealth({ port, expected, log }: HealthOptions): Promise<HealthServer> {
  const probes = new Map<string, Probe>(expected.map((name) => [name, () => false]));
  const paths = new Map<string, RequestListener>([
    ["/healthz", (_request, response) => sendJson(response, 200, { ok: true })],
    ["/readyz", (_request, response) => void answerReady(probes, response)],
  ]);
  const server = createServer((request, response) => {
    const listener = paths.get(pathOf(request));
    if (!listener) return sendJson(response, 404, { error: "not found" });
    try {
      listener(request, response);
    } catch (error) {
      log.warn({ err: error }, "An HTTP request could not be handled");
      if (!response.headersSent) sendJson(response, 400, { error: "bad request" });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new PortError(port, error)));
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    require: (name, probe) => probes.set(name, probe),
    serve: (path, listener) => paths.set(path, listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function answerReady(probes: ReadonlyMap<string, Probe>, response: ServerResponse): Promise<void> {
  const entries = await Promise.all(
    [...probes].map(async ([name, probe]) => [name, await passes(probe)] as const),
  );
  const ready = entries.every(([, ok]) => ok);
  sendJson(response, ready ? 200 : 503, { ready, ...Object.fromEntries(entries) });
}

/** A probe that breaks down has not found what it looked for. */
async function passes(probe: Probe): Promise<boolean> {
  try {
    return await probe();
  } catch {
    return false;
  }
}

function pathOf(request: IncomingMessage): string {
  return request.url?.split("?")[0] ?? "";
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
