import { expect, inject, test } from "vitest";
import { brokenBy } from "../faults/run.ts";
import { scenarios } from "../faults/scenarios/index.ts";
import type { Outcome } from "../faults/scenarios/scenario.ts";

/** Which trial a run plays: in the suite one, and as many as are wanted by `npm run faults`. */
export interface Trial {
  readonly scenario: string;
  readonly seed: number;
  /** How many acts, if not as many as usual. */
  readonly acts?: number;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly trials: readonly Trial[];
  }
  interface TaskMeta {
    /** What a trial ran, which faults hit how often, and what it broke. */
    trial?: Trial &
      Pick<Outcome, "ran"> & { readonly hits: [string, number][]; readonly broken: readonly string[] };
  }
}

const SMOKE: readonly Trial[] = [{ scenario: "flows", seed: 1, acts: 3 }];
const trials: readonly Trial[] | undefined = inject("trials");

test.for(trials ?? SMOKE)("$scenario, seed $seed", { timeout: 600_000 }, async (trial, { task }) => {
  const scenario = scenarios.find(({ name }) => name === trial.scenario);
  if (!scenario) throw new Error(`There is no scenario ${trial.scenario}.`);
  const outcome = await scenario.run(trial.seed, trial.acts);
  const broken = brokenBy(outcome);
  task.meta.trial = { ...trial, ran: outcome.ran, hits: [...outcome.tally], broken };
  expect(broken).toEqual([]);
});
