import type { Trial } from "../flows/under-faults.test.ts";

/** Which seeds of ten have a scenario of processes beside the flows. */
const OF_TEN: ReadonlyMap<number, string> = new Map([
  [1, "replicas"],
  [3, "database-restarts"],
  [5, "full-disk"],
  [7, "read-only-disk"],
]);

export interface Wanted {
  readonly seeds: string;
  /** One alone, as a line of an earlier run names it. */
  readonly seed?: string | undefined;
  readonly scenario?: string | undefined;
}

/** The trials to play, the long ones first. */
export function trialsFor({ seeds, seed, scenario }: Wanted): readonly Trial[] {
  const numbers =
    seed === undefined ? Array.from({ length: Number(seeds) }, (_, index) => index + 1) : [Number(seed)];
  if (scenario !== undefined) return numbers.map((each) => ({ scenario, seed: each }));
  const inProcesses = numbers.flatMap((each) => {
    const name = OF_TEN.get(each % 10);
    return name === undefined ? [] : [{ scenario: name, seed: each }];
  });
  return [...inProcesses, ...numbers.map((each) => ({ scenario: "flows", seed: each }))];
}
