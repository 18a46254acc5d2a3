import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { notAuthorized } from "./authorize.ts";
import { type CallLog, createCallLog } from "./call-log.ts";
import { type Ceiling, createThrottle } from "./ceilings.ts";
import { createFaults, type FaultKind, type Faults } from "./faults.ts";
import { type Asked, createReception, perform, type ReceptionOptions } from "./reception.ts";
import { serviceOf } from "./services.ts";
import { claimOf } from "./signature.ts";
import type { WireRequest, WireResponse } from "./wire/protocol.ts";
import { type CommonReason, Refusal } from "./wire/refusal.ts";

/** What answering needs to know. */
export interface AnsweringOptions extends ReceptionOptions {
  readonly ceilings: readonly Ceiling[];
  /** Whether every call is kept, or only how many there were. */
  readonly logCalls: boolean;
}

/** What answers requests, and what tests look at and set while it does. */
export interface Answering {
  readonly faults: Faults;
  readonly log: CallLog;
  /** Answers one request; undefined where the connection is to be cut instead. */
  answer(request: WireRequest): Promise<WireResponse | undefined>;
}

const NONSENSE: WireResponse = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<html><head><title>Sign in to the guest network</title></head><body>Welcome<br></html>",
};

const FAULT_REFUSALS: Partial<Record<FaultKind, readonly [CommonReason, string]>> = {
  throttled: ["throttled", "Rate exceeded"],
  "http-500": ["internal", "The request processing has failed because of an internal error."],
};

/** Makes the one place through which every request to local-aws goes. */
export function createAnswering(options: AnsweringOptions): Answering {
  const { now } = options;
  const faults = createFaults();
  const log = createCallLog({ keepCalls: options.logCalls });
  const receive = createReception(options);
  const withinCeilings = createThrottle(options.ceilings);

  /** Waits for a slow fault, throws one that AWS would word itself, and names one of the wire. */
  async function disturb({ name, call }: Asked): Promise<"cut" | "nonsense" | undefined> {
    const fault = faults.take(name);
    if (fault?.kind === "access-denied") throw notAuthorized(options.organization, call.principal, name.call);
    const [reason, text] = (fault && FAULT_REFUSALS[fault.kind]) ?? [];
    if (reason) throw new Refusal(reason, text);
    if (!withinCeilings(name.call, call.principal.account, now()))
      throw new Refusal("throttled", "Rate exceeded");
    if (fault?.kind === "slow") await pause(fault.delayMs);
    return fault?.kind === "cut" || fault?.kind === "nonsense" ? fault.kind : undefined;
  }

  return {
    faults,
    log,
    async answer(request) {
      const requestId = randomUUID();
      const service = serviceOf(request, claimOf(request)?.service);
      const entry = log.open(service.name);
      try {
        const asked = receive(request, service, entry);
        const disturbance = await disturb(asked);
        const response = disturbance
          ? { cut: undefined, nonsense: NONSENSE }[disturbance]
          : service.protocol.write(asked.operation.schema, perform(asked), requestId);
        log.close(entry, disturbance ?? "ok");
        return response;
      } catch (thrown) {
        const refusal = thrown instanceof Refusal ? thrown : new Refusal("internal", String(thrown));
        log.close(entry, service.protocol.codeOf(refusal));
        return service.protocol.refuse(refusal, requestId);
      }
    },
  };
}
