/** A rate that AWS would not let calls exceed. */
export interface Ceiling {
  /** Such as `iam:GetAccountSummary`, `iam:*`, or `*`; several share the one rate. */
  readonly call: string | readonly string[];
  readonly perSecond: number;
  /** How many may come at once after a pause; `perSecond` where absent, though never less than one. */
  readonly burst?: number;
  /** Whether each calling account has a rate of its own, or all share one; `account` where absent. */
  readonly per?: "account" | "all";
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** A ceiling with the buckets that count for it, by account. */
interface Counter {
  readonly ceiling: Ceiling;
  readonly buckets: Map<string, Bucket>;
}

/** Says for a call, and the account that makes it, whether it is still within every ceiling that covers it. */
export type Throttle = (call: string, caller: string, now: Date) => boolean;

/** Token buckets: a call that any ceiling forbids costs none of the others anything. */
export function createThrottle(ceilings: readonly Ceiling[]): Throttle {
  const counters = ceilings.map((ceiling): Counter => ({ ceiling, buckets: new Map() }));
  const byCall = new Map<string, readonly Counter[]>();
  return (call, caller, now) => {
    const covering = byCall.get(call) ?? counters.filter(({ ceiling }) => covers(ceiling, call));
    byCall.set(call, covering);
    const buckets = covering.map((counter) => filledBucket(counter, caller, now.getTime()));
    if (buckets.some(({ tokens }) => tokens < 1)) return false;
    for (const bucket of buckets) bucket.tokens -= 1;
    return true;
  };
}

/** Whether a pattern such as `iam:*` covers the call. */
export function coversCall(pattern: string, call: string): boolean {
  if (pattern === "*" || pattern === call) return true;
  return pattern.endsWith(":*") && call.startsWith(pattern.slice(0, -1));
}

function covers({ call: patterns }: Ceiling, call: string): boolean {
  if (typeof patterns === "string") return coversCall(patterns, call);
  return patterns.some((pattern) => coversCall(pattern, call));
}

function filledBucket({ ceiling, buckets }: Counter, caller: string, now: number): Bucket {
  const { perSecond, burst = Math.max(1, perSecond), per } = ceiling;
  const owner = per === "all" ? "all" : caller;
  const bucket = buckets.get(owner) ?? { tokens: burst, filledAt: now };
  buckets.set(owner, bucket);
  const refill = (Math.max(0, now - bucket.filledAt) / 1000) * perSecond;
  bucket.tokens = Math.min(burst, bucket.tokens + refill);
  bucket.filledAt = now;
  return bucket;
}
