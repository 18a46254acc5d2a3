import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

// What Node has compiled once, every test file's process and every app that a test starts has too.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "node_modules/.cache/node");

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
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
