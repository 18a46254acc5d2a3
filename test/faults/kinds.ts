import { faultKinds as awsKinds } from "../../src/local-aws/faults.ts";

/** What Slack's other end can do to a call. */
export const slackKinds = [
  ...(["http-500", "rate-limited", "cut", "dropped", "broken", "silent"] as const),
  ...(["nonsense", "half", "empty", "huge", "slow", "error"] as const),
] as const;

/** Every kind of fault, by where it comes from, as tallies name them: `aws cut`. */
export const allKinds: readonly string[] = [
  ...slackKinds.map((kind) => `slack ${kind}`),
  ...["delayed", "repeated"].map((kind) => `delivery ${kind}`),
  ...awsKinds.map((kind) => `aws ${kind}`),
  ...["double click", "stale button", "expired trigger", "hostile name"].map((kind) => `people ${kind}`),
  ...["forward", "back"].map((kind) => `clock ${kind}`),
  ...["refuses", "hangs up"].map((kind) => `pager ${kind}`),
  ...["killed", "clock forward", "database stopped fast", "database stopped immediate"].map(
    (kind) => `process ${kind}`,
  ),
  ...["full", "read-only"].map((kind) => `disk ${kind}`),
];

/** How often each kind of fault hit. */
export type Tally = Map<string, number>;

/** Counts so many more of a kind. */
export function count(tally: Tally, kind: string, times = 1): void {
  tally.set(kind, (tally.get(kind) ?? 0) + times);
}

/** Counts what an end tells of itself, under its name. */
export function countAll(tally: Tally, end: string, hits: Readonly<Record<string, number>>): void {
  for (const [kind, times] of Object.entries(hits)) count(tally, `${end} ${kind}`, times);
}
