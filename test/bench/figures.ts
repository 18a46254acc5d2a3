/** The value that a share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** One bar of the product, and what was measured against it. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  readonly atMost: number;
  readonly unit: string;
}

/** "ok   acknowledgement p99, 1,000 accounts, pglite   12 ms (at most 50 ms)" */
export function lineOf({ what, measured, atMost, unit }: Figure): string {
  const verdict = measured <= atMost ? "ok  " : "OVER";
  return `${verdict} ${what.padEnd(72)} ${rounded(measured)} ${unit} (at most ${rounded(atMost)})`;
}

function rounded(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 2 : 0 });
}
