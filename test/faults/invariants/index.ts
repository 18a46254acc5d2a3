import { aboutTheHouse } from "./house.ts";
import type { Invariant } from "./invariant.ts";
import { aboutPeople } from "./people.ts";
import { aboutResults } from "./results.ts";
import { aboutSchedules } from "./schedules.ts";

/** Everything that has to hold after each trial. */
export const invariants: readonly Invariant[] = [
  ...aboutPeople,
  ...aboutResults,
  ...aboutSchedules,
  ...aboutTheHouse,
];
