import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";

/** What a run of tests came to. */
export interface TestRun {
  readonly passed: number;
  /** By their names. */
  readonly failed: readonly string[];
}

export interface TestRunOptions {
  readonly folder: string;
  readonly tests: readonly string[];
  readonly databaseUrl: string | undefined;
}

const report = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
});

/** Runs files of tests in a copy of the project. Tests that could not even be loaded count as none. */
export async function runTests({ folder, tests, databaseUrl }: TestRunOptions): Promise<TestRun> {
  const output = join(folder, "report.json");
  rmSync(output, { force: true });
  const vitest = resolve("node_modules/vitest/vitest.mjs");
  const parameters = ["run", "--reporter=json", `--outputFile=${output}`, ...tests];
  const child = spawn(process.execPath, [vitest, ...parameters], {
    cwd: folder,
    stdio: "ignore",
    env: { ...process.env, ...(databaseUrl && { TEST_DATABASE_URL: databaseUrl }) },
  });
  await once(child, "exit");
  const { testResults } = report.parse(JSON.parse(readFileSync(output, "utf8")));
  const ran = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: ran.filter(({ status }) => status === "passed").length,
    failed: ran.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  };
}
