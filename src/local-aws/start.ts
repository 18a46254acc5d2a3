import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type Answering, createAnswering } from "./answering.ts";
import type { CallCounts, LoggedCall } from "./call-log.ts";
import type { Ceiling } from "./ceilings.ts";
import { answerControl, type Controlled } from "./control.ts";
import type { Fault } from "./faults.ts";
import type { LocalOrganization } from "./organization.ts";
import { type Switches, switchesShape } from "./switches.ts";
import type { WireRequest, WireResponse } from "./wire/protocol.ts";

/** What a local AWS is started with. */
export interface LocalAwsOptions {
  readonly organization: LocalOrganization;
  /** A free one where absent. */
  readonly port?: number;
  /** The organization's time: credential reports and sessions grow old by it, signatures by real time. */
  readonly now?: () => Date;
  /** How long every answer is held back, like a network. */
  readonly latencyMs?: number;
  readonly switches?: Partial<Switches>;
  readonly ceilings?: readonly Ceiling[];
  /** Whether every call is kept, as for tests; else only counts of them, so that memory stays flat. */
  readonly logCalls?: boolean;
}

/** The other end of AWS's wire, listening on the loopback interface. */
export interface LocalAws {
  /** What `AWS_ENDPOINT_URL` must be. */
  readonly url: string;
  readonly port: number;
  /** Read anew by every request, and free to be changed between them. */
  readonly organization: LocalOrganization;
  /** Likewise. */
  readonly switches: Switches;
  /** What was asked, oldest first. */
  readonly calls: readonly LoggedCall[];
  /** How many calls came to which outcome, kept in any case. */
  counts(): CallCounts;
  /** Forgets the calls so far. */
  clearCalls(): void;
  /** Replaces the faults that are still to come. */
  setFaults(faults: readonly Fault[]): void;
  /** How many calls met a fault of which kind. */
  faultHits(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** Starts a local AWS for one organization; rejects where the port is taken. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { organization, latencyMs = 0, now = () => new Date() } = options;
  const switches = switchesShape.parse(options.switches ?? {});
  const { ceilings = [], logCalls = true } = options;
  const answering = createAnswering({ organization, switches, ceilings, logCalls, now });
  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing, {
      answering,
      latencyMs,
      control: { organization, switches, answering },
    }).catch((error: Error) => outgoing.destroy(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    organization,
    switches,
    calls: answering.log.calls,
    counts: () => answering.log.counts(),
    clearCalls: () => answering.log.clear(),
    setFaults: (faults) => answering.faults.set(faults),
    faultHits: () => answering.faults.hits(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Responding {
  readonly answering: Answering;
  readonly latencyMs: number;
  readonly control: Controlled;
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { answering, latencyMs, control }: Responding,
): Promise<void> {
  const request = await readRequest(incoming);
  const controlled = answerControl(control, request);
  if (controlled) return send(outgoing, controlled);
  if (latencyMs > 0) await pause(latencyMs);
  const response = await answering.answer(request);
  if (response) send(outgoing, response);
  else outgoing.destroy();
}

function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const { method = "", url: target = "", headers, headersDistinct } = incoming;
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      resolve({ method, target, headers, headersDistinct, body: Buffer.concat(chunks) });
    });
    incoming.on("error", reject);
  });
}

function send(outgoing: ServerResponse, { status, headers, body }: WireResponse): void {
  outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}
