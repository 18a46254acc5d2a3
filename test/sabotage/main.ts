import { findPostgresServer } from "../support/postgres-server.ts";
import { defects } from "./defects.ts";
import { runTests } from "./run-tests.ts";
import { makeScratchCopy } from "./scratch-copy.ts";

/**
 * Plants one listed defect after the other into a copy of the project and runs the tests that must notice it.
 * Ends with 1 where one does not, or where the tests are not green to begin with.
 */
const server = await findPostgresServer();
try {
  process.exitCode = (await areAllCaught(server?.url)) ? 0 : 1;
} finally {
  await server?.stop();
}

async function areAllCaught(databaseUrl: string | undefined): Promise<boolean> {
  using copy = makeScratchCopy();
  const { folder } = copy;
  const all = [...new Set(defects.flatMap(({ tests }) => tests))];
  const unharmed = await runTests({ folder, tests: all, databaseUrl });
  if (unharmed.failed.length > 0 || unharmed.passed === 0) {
    console.error(`Unharmed, ${unharmed.passed} tests pass; mend those that fail first:`);
    for (const name of unharmed.failed) console.error(`  ${name}`);
    return false;
  }
  const missed: string[] = [];
  for (const defect of defects) {
    using _ = copy.plant(defect);
    const { passed, failed } = await runTests({ folder, tests: defect.tests, databaseUrl });
    if (failed.length === 0) missed.push(defect.name);
    const verdict = failed.length > 0 ? "caught" : "MISSED";
    console.log(`${verdict}  ${defect.name} (${failed.length} of ${failed.length + passed} tests fail)`);
  }
  console.log(`${defects.length - missed.length} of ${defects.length} caught`);
  return missed.length === 0;
}
