import { type CallName, matchesCall } from "./faults.ts";

/** A rate that AWS would not let calls exceed. */
export interface Ceiling {
  /** Such as `iam:GetAccountSummary`, `iam:*`, or `*`. */
  readonly call: string;
  readonly perSecond: number;
  /** How many may come at once after a pause; `perSecond` where absent. */
  readonly burst?: number;
  /** Whether each account has a rate of its own, or all share one; `account` where absent. */
  readonly per?: "account" | "all";
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Token buckets: says for each call whether it is still within every ceiling that covers it. */
export function createThrottle(ceilings: readonly Ceiling[]): (name: CallName, now: Date) => boolean {
  const buckets = new Map<string, Bucket>();
  const spend = (key: string, { perSecond, burst = perSecond }: Ceiling, now: number): boolean => {
    const bucket = buckets.get(key) ?? { tokens: burst, filledAt: now };
    buckets.set(key, bucket);
    const refill = ((now - bucket.filledAt) / 1000) * perSecond;
    bucket.tokens = Math.min(burst, bucket.tokens + refill);
    bucket.filledAt = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
  return (name, now) =>
    ceilings.every((ceiling, index) => {
      if (!matchesCall(ceiling, name)) return true;
      const owner = ceiling.per === "all" ? "all" : name.account;
      return spend(`${index}/${owner}`, ceiling, now.getTime());
    });
}
