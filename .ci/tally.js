// Prints the closing line from vitest's results and fails on what failed, was skipped, or never ran.
import { readFileSync } from "node:fs";

const results = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const skipped = results.numPendingTests + results.numTodoTests;
const broken = results.testResults.filter(
  ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
);
for (const { name, message } of broken) console.log(`${name} did not run: ${message}`);
const failed = results.numFailedTests + broken.length;
console.log(`${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed === 0 && skipped === 0 && results.numPassedTests > 0 ? 0 : 1);
