import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { CredentialReportNotReadyException$ } from "@aws-sdk/client-iam";
import { notAuthorized } from "./authorize.ts";
import { type CallLog, createCallLog } from "./call-log.ts";
import { type Ceiling, createThrottle } from "./ceilings.ts";
import { createFaults, type FaultKind, type Faults } from "./faults.ts";
import { type Asked, createReception, perform, type ReceptionOptions } from "./reception.ts";
import { serviceOf } from "./services.ts";
import { claimOf } from "./signature.ts";
import type { WireRequest, WireResponse } from "./wire/protocol.ts";
import { type CommonReason, modelled, Refusal } from "./wire/refusal.ts";

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

const HUGE_BYTES = 4 * 2 ** 20;

/** What takes the place of an answer, where the wire and not AWS is to blame; nothing where the connection is cut. */
const DISTORTIONS = {
  cut: () => undefined,
  dropped: () => undefined,
  nonsense: () => NONSENSE,
  half: (answer) => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  empty: (answer) => ({ ...answer, body: "" }),
  huge: () => ({ ...NONSENSE, body: "<br>".repeat(HUGE_BYTES / 4) }),
} satisfies Partial<Record<FaultKind, (answer: WireResponse) => WireResponse | undefined>>;

type Distortion = keyof typeof DISTORTIONS;

function isDistortion(kind: FaultKind | undefined): kind is Distortion {
  return kind !== undefined && Object.hasOwn(DISTORTIONS, kind);
}

const FAULT_REFUSALS: Partial<Record<FaultKind, readonly [CommonReason, string]>> = {
  throttled: ["throttled", "Rate exceeded"],
  "http-500": ["internal", "The request processing has failed because of an internal error."],
  expired: ["expired-token", "The security token included in the request is expired"],
};

/** What AWS itself would say, where the fault is of that kind. */
function refusalFor(kind: FaultKind, denied: () => Refusal): Refusal | undefined {
  if (kind === "access-denied") return denied();
  if (kind === "report-not-ready") return modelled(CredentialReportNotReadyException$);
  const [reason, text] = FAULT_REFUSALS[kind] ?? [];
  return reason && new Refusal(reason, text);
}

/** Makes the one place through which every request to local-aws goes. */
export function createAnswering(options: AnsweringOptions): Answering {
  const { now } = options;
  const faults = createFaults();
  const log = createCallLog({ keepCalls: options.logCalls });
  const receive = createReception(options);
  const withinCeilings = createThrottle(options.ceilings);

  /** Waits for a slow fault, throws one that AWS would word itself, and names one of the wire. */
  async function disturb({ name, call }: Asked): Promise<Distortion | undefined> {
    const fault = faults.take(name);
    const refusal =
      fault && refusalFor(fault.kind, () => notAuthorized(options.organization, call.principal, name.call));
    if (refusal) throw refusal;
    if (!withinCeilings(name.call, call.principal.account, now()))
      throw new Refusal("throttled", "Rate exceeded");
    if (fault?.kind === "slow") await pause(fault.delayMs);
    if (fault?.kind === "silent") await new Promise<never>(() => undefined);
    return isDistortion(fault?.kind) ? fault.kind : undefined;
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
        // What has no effect here is not to fail either.
        const answer =
          disturbance === "cut" || disturbance === "nonsense"
            ? NONSENSE
            : service.protocol.write(asked.operation.schema, perform(asked), requestId);
        const response = disturbance ? DISTORTIONS[disturbance](answer) : answer;
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
