import { type Figure, lineOf } from "./figures.ts";

/** What one audit of so many accounts took, to be compared with larger and smaller ones. */
export interface Size {
  readonly database: string;
  readonly accounts: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly storedBytes: number;
  readonly calls: number;
}

/** What the bench has found out so far. */
export interface Report {
  /** Holds a figure against its bar, and says so at once. */
  note(figure: Figure): void;
  /** Something that has no bar. */
  say(text: string): void;
  grew(size: Size): void;
  /** Every figure again, then how they grow. True if each is within its bar. */
  close(): boolean;
}

const MEGABYTE = 2 ** 20;

export function createReport(): Report {
  const figures: Figure[] = [];
  const sizes: Size[] = [];
  return {
    note(figure) {
      figures.push(figure);
      console.log(lineOf(figure));
    },
    say: (text) => console.log(`     ${text}`),
    grew: (size) => sizes.push(size),
    close() {
      console.log(`\n${figures.map(lineOf).join("\n")}`);
      if (sizes.length > 0) console.table(sizes.map(rowOf));
      return figures.every(({ measured, atMost }) => measured <= atMost);
    },
  };
}

function rowOf({ database, accounts, seconds, cpuSeconds, peakBytes, storedBytes, calls }: Size) {
  return {
    database,
    accounts,
    seconds: Number(seconds.toFixed(1)),
    "accounts a second": Math.round(accounts / seconds),
    "CPU ms an account": Number(((cpuSeconds * 1000) / accounts).toFixed(1)),
    "AWS calls": calls,
    "peak MB": Math.round(peakBytes / MEGABYTE),
    "stored MB": Math.round(storedBytes / MEGABYTE),
  };
}
