import type { Diagnosis } from "../../domain/diagnosis.ts";
import { abortable } from "../caller.ts";
import { examine } from "./examine.ts";
import type { Examining } from "./examining.ts";
import { lines } from "./lines.ts";
import type { DoctorRequest } from "./seen.ts";

/** How long one call may keep the whole waiting: what has been seen by then is told, and of the rest that it was not. */
const PATIENCE_MILLISECONDS = 10_000;

export interface DoctorDependencies extends Examining {
  readonly patienceMilliseconds?: number;
}

/** AWS kept silent for too long; the SDK names its own so. */
class NoAnswerError extends Error {
  override readonly name = "TimeoutError";
}

/**
 * Looks at everything that rootcheck needs of AWS, and changes nothing. What AWS says, or does not say, becomes a line;
 * it rejects with the signal's reason only.
 */
export function createDoctor({
  patienceMilliseconds = PATIENCE_MILLISECONDS,
  ...examining
}: DoctorDependencies) {
  const { clock, call } = examining;
  return async (request: DoctorRequest, signal: AbortSignal): Promise<readonly Diagnosis[]> => {
    const limit = new AbortController();
    const timer = clock.setTimeout(() => limit.abort(new NoAnswerError()), patienceMilliseconds);
    try {
      const patient = abortable(call, AbortSignal.any([signal, limit.signal]));
      const seen = await examine({ ...examining, call: patient }, request);
      signal.throwIfAborted();
      return lines(seen);
    } finally {
      clock.clearTimeout(timer);
    }
  };
}
