import PQueue from "p-queue";
import { type Call, type CallEntry, calls } from "./calls.ts";

/**
 * Makes one AWS call through its ceiling; rejects as the SDK does. A signal that aborts drops a call that still waits
 * for its turn; one that is under way is no longer waited for.
 */
export type Caller = <Output>(
  call: Call,
  send: () => Promise<Output>,
  signal?: AbortSignal,
) => Promise<Output>;

/** Holds every call under the ceiling that {@link calls} states, over all accounts and audits of the process. */
export function createCaller(): Caller {
  const ceilings = new Map(Object.entries<CallEntry>(calls).map(([call, entry]) => [call, ceilingOf(entry)]));
  return async (call, send, signal) => {
    const ceiling = ceilings.get(call);
    return ceiling ? ceiling.add(send, signal ? { signal } : {}) : send();
  };
}

/** The same caller, giving up with the signal whatever it is asked for. */
export function abortable(call: Caller, signal: AbortSignal): Caller {
  return (name, send) => call(name, send, signal);
}

/**
 * Strict: no second, wherever it begins, holds more calls than the ceiling; windows that are fixed would let twice as
 * many pass at their borders. Where a second does not hold a whole number of calls, the window grows until it does.
 */
function ceilingOf({ perSecond }: CallEntry): PQueue {
  const seconds = Number.isInteger(perSecond) ? 1 : Number.isInteger(1 / perSecond) ? 1 / perSecond : 2;
  return new PQueue({ interval: seconds * 1000, intervalCap: Math.floor(perSecond * seconds), strict: true });
}
