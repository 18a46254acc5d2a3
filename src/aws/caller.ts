import PQueue from "p-queue";
import { type Call, type CallEntry, calls } from "./calls.ts";

/** Makes one AWS call through its ceiling; rejects as the SDK does. */
export type Caller = <Output>(call: Call, send: () => Promise<Output>) => Promise<Output>;

/** Holds every call under the ceiling that {@link calls} states, over all accounts and audits of the process. */
export function createCaller(): Caller {
  const ceilings = new Map(Object.entries<CallEntry>(calls).map(([call, entry]) => [call, ceilingOf(entry)]));
  return async (call, send) => {
    const ceiling = ceilings.get(call);
    return ceiling ? ceiling.add(send) : send();
  };
}

/** Below one a second the window grows instead of the count shrinking. */
function ceilingOf({ perSecond }: CallEntry): PQueue {
  const interval = Math.max(1000, 1000 / perSecond);
  return new PQueue({ interval, intervalCap: Math.max(1, perSecond), carryoverIntervalCount: true });
}
