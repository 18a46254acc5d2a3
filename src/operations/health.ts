import { type HttpServer, type HttpServerOptions, sendJson, startHttpServer } from "./http-server.ts";

/** Says whether something that the app needs is there now. */
export type Probe = () => boolean | Promise<boolean>;

/** Whether each thing that the app needs is there, by its name. */
export type Readiness = Readonly<Record<string, boolean>>;

/** What is made of an answer that is on its way. */
export type Decided = (answer: Promise<boolean>) => Promise<boolean>;

/** The app's own HTTP server: `/healthz`, `/readyz`, and whatever else is added. */
export interface HealthServer extends HttpServer {
  /** Adds what has to be there for the app to be ready; until then it is not. */
  require(name: string, probe: Probe): void;
  /** Asks all of them now; what is given may decide for one that has not answered yet. */
  readiness(decided?: Decided): Promise<Readiness>;
}

export interface HealthOptions extends Pick<HttpServerOptions, "port" | "log" | "limits"> {
  /** The names of everything that must have been required before the app can be ready. */
  readonly expected: readonly string[];
}

/**
 * Starts before everything else, so that an orchestrator sees a process that is alive and not ready yet.
 * @throws {PortError}
 */
export async function startHealth({ expected, ...options }: HealthOptions): Promise<HealthServer> {
  const probes = new Map<string, Probe>(expected.map((name) => [name, () => false]));
  const server = await startHttpServer({ ...options, setting: "PORT" });

  const asking = new Map<string, Promise<boolean>>();

  /** Whoever asks meanwhile is told the same: no number of requests is a load on the database. */
  function ask(name: string, probe: Probe): Promise<boolean> {
    const underWay = asking.get(name);
    if (underWay) return underWay;
    const now = passes(probe).finally(() => {
      if (asking.get(name) === now) asking.delete(name);
    });
    asking.set(name, now);
    return now;
  }

  async function readiness(decided: Decided = (answer) => answer): Promise<Readiness> {
    const asked = [...probes].map(async ([name, probe]) => [name, await decided(ask(name, probe))] as const);
    return Object.fromEntries(await Promise.all(asked));
  }

  function require(name: string, probe: Probe): void {
    probes.set(name, probe);
    asking.delete(name);
  }

  server.serve("/healthz", (_request, response) => sendJson(response, 200, { ok: true }));
  server.serve("/readyz", async (_request, response) => {
    const needed = await readiness();
    const ready = isReady(needed);
    sendJson(response, ready ? 200 : 503, { ready, ...needed });
  });
  return { ...server, require, readiness };
}

/** Whether nothing that the app needs is missing. */
export function isReady(needed: Readiness): boolean {
  return Object.values(needed).every(Boolean);
}

/** A probe that breaks down has not found what it looked for. */
async function passes(probe: Probe): Promise<boolean> {
  try {
    return await probe();
  } catch {
    return false;
  }
}
