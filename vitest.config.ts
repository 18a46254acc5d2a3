import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";
import { START_FLAGS } from "./test/support/start-flags.ts";

// What Node has compiled once, every process that tests and every app that a test starts has too.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "node_modules/.cache/node");
// For the databases that all tests copy, which are made here.
for (const flag of START_FLAGS) setFlagsFromString(flag);

export default defineConfig({
  test: {
    // No test keeps state in modules, so that a process need not load them anew for every file.
    isolate: false,
    // Node itself loads what it loads in production, from what it has compiled before; no module is mocked.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // An app and two local ends at once allocate much that lives for a moment. More would not fit into the AWS thread,
    // which would collect all the time.
    execArgv: [...START_FLAGS, "--min-semi-space-size=16", "--max-semi-space-size=16"],
    globalSetup: "test/support/global-setup.ts",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes sooner or later; a busy machine decides which.
    expect: { poll: { timeout: 30_000 } },
    sequence: { sequencer: LongestFirst },
    // The long tests wait more than they work, so that two cores have room for four of them.
    maxWorkers: Math.max(4, availableParallelism() - 1),
  },
});
