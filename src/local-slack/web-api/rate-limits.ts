/** Slack's tiers of calls a minute; `post` is one message a second and channel, with room for a burst. */
export type Tier = 1 | 2 | 3 | 4 | "post";

/** `slack`: as documented; `generous`: ten times that; `off`: none. */
export type RateLimitMode = "slack" | "generous" | "off";

const CALLS_A_MINUTE: Record<Tier, number> = { 1: 1, 2: 20, 3: 50, 4: 100, post: 60 };
const POST_BURST = 4;
const GENEROSITY = 10;

export interface RateLimits {
  /** Counts one call: undefined when it may go ahead, otherwise the seconds to wait. `key` is the method, or with `post` the channel. */
  take(tier: Tier, key: string): number | undefined;
}

/** Buckets that fill steadily: one for each method, and one for each channel that is posted to. */
export function createRateLimits(slack: {
  readonly now: () => Date;
  readonly mode: RateLimitMode;
}): RateLimits {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const factor = slack.mode === "generous" ? GENEROSITY : 1;
  return {
    take(tier, key) {
      if (slack.mode === "off") return undefined;
      const perMinute = CALLS_A_MINUTE[tier] * factor;
      const size = tier === "post" ? POST_BURST * factor : perMinute;
      const at = slack.now().getTime();
      const bucket = buckets.get(key) ?? { tokens: size, at };
      const tokens = Math.min(size, bucket.tokens + ((at - bucket.at) / 60_000) * perMinute);
      if (tokens < 1) return Math.max(1, Math.ceil(((1 - tokens) / perMinute) * 60));
      buckets.set(key, { tokens: tokens - 1, at });
      return undefined;
    },
  };
}
