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
 * many pass at their borders. Below one a second the window grows instead of the count shrinking.
 */
function ceilingOf({ perSecond }: CallEntry): PQueue {
  const interval = Math.max(1000, 1000 / perSecond);
  return new PQueue({ interval, intervalCap: Math.max(1, perSecond), strict: true });
}
