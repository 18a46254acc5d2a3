import { parseArgs } from "node:util";
import { startVitest, type TestCase } from "vitest/node";
import type { Trial } from "../flows/under-faults.test.ts";
import { allKinds, count, type Tally } from "./kinds.ts";
import { kindLines, lineOf } from "./report.ts";
import { trialsFor } from "./trials.ts";

/**
 * `npm run faults -- --seeds 50 [--seed 7] [--scenario flows]`: plays the main flows while both ends, the processes, the
 * database and the clock misbehave, and checks after each trial what no fault may change. Ends with 1 where something
 * was broken, or where a kind of fault never hit although everything was played.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "50" },
    seed: { type: "string" },
    scenario: { type: "string" },
    lanes: { type: "string", default: "3" },
  },
});
const trials = trialsFor(values);
const lanes = Math.min(Number(values.lanes), trials.length);
const tally: Tally = new Map();
let failed = 0;

function told(testCase: TestCase): void {
  const { trial } = testCase.meta();
  const { errors = [] } = testCase.result();
  for (const [kind, times] of trial?.hits ?? []) count(tally, kind, times);
  const broken = trial?.broken ?? errors.map(({ message }) => message);
  if (broken.length > 0 || !trial) failed += 1;
  console.log(lineOf({ name: testCase.name, ...(trial && { trial }), broken }));
}

const vitest = await startVitest("test", [], {
  config: false,
  watch: false,
  reporters: [{ onTestCaseResult: told }],
  maxWorkers: lanes,
  projects: Array.from({ length: lanes }, (_, lane) => ({
    test: {
      name: `lane ${lane + 1}`,
      include: ["test/flows/under-faults.test.ts"],
      globalSetup: "test/support/global-setup.ts",
      provide: { trials: trials.filter((_trial: Trial, index) => index % lanes === lane) },
      hookTimeout: 120_000,
    },
  })),
});
const unhandled = vitest.state.getUnhandledErrors();
for (const error of unhandled) console.error("Nobody waited for what failed:", error);
await vitest.close();

const missing = allKinds.filter((kind) => !tally.has(kind));
console.log(kindLines(tally).join("\n"));
const isAll = values.seed === undefined && values.scenario === undefined;
if (isAll) for (const kind of missing) console.error(`No fault of this kind ever hit: ${kind}`);
console.log(`${trials.length - failed} of ${trials.length} trials kept everything.`);
process.exit(failed === 0 && unhandled.length === 0 && (!isAll || missing.length === 0) ? 0 : 1);
