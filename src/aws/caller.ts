import { TokenBucket } from "limiter";
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

/**
 * Holds every call under the ceiling that {@link calls} states, over all accounts and audits of the process, and says
 * so, in the context of who makes it, when one is made.
 */
export function createCaller({ onCall = () => {} }: { readonly onCall?: () => void } = {}): Caller {
  const underWay = new PQueue();
  const ceilings = new Map(Object.entries<CallEntry>(calls).map(([call, entry]) => [call, ceilingOf(entry)]));
  return async (call, send, signal) => {
    const waiting = signal ? { signal } : {};
    await ceilings.get(call)?.(waiting);
    onCall();
    return underWay.add(send, waiting);
  };
}

/** The same caller, giving up with the signal whatever it is asked for. */
export function abortable(call: Caller, signal: AbortSignal): Caller {
  return (name, send) => call(name, send, signal);
}

/** Resolves when it is the turn of whoever asks, in the order of asking. AWS counts in the same way. */
function ceilingOf({ perSecond, burst = Math.max(1, perSecond) }: CallEntry) {
  const bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: perSecond, interval: "second" });
  bucket.content = burst;
  const turns = new PQueue({ concurrency: 1 });
  return (waiting: { signal?: AbortSignal }) => turns.add(() => bucket.removeTokens(1), waiting);
}
