import { invariants } from "./invariants/index.ts";
import type { Outcome } from "./scenarios/scenario.ts";

/** Every invariant that a trial has broken, with what speaks against it. */
export function brokenBy({ evidence }: Pick<Outcome, "evidence">): readonly string[] {
  return invariants.flatMap(({ name, broken }) => broken(evidence).map((what) => `${name}: ${what}`));
}
