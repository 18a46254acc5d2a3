import type { Evidence } from "../evidence.ts";
import type { Tally } from "../kinds.ts";

/** What a trial came to. */
export interface Outcome {
  /** What was done, in order. */
  readonly ran: readonly string[];
  readonly tally: Tally;
  readonly evidence: Evidence;
}

/** One way of making trouble for the app, the same for the same seed. */
export interface Scenario {
  readonly name: string;
  /** `acts`: how many, if not as many as usual. */
  run(seed: number, acts?: number): Promise<Outcome>;
}
