import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/global-setup.ts",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes sooner or later; a busy machine decides which.
    expect: { poll: { timeout: 30_000 } },
    sequence: { sequencer: LongestFirst },
    // The long tests wait more than they work, so that two cores have room for three of them.
    maxWorkers: Math.max(3, availableParallelism() - 1),
  },
});
