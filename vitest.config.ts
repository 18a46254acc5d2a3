import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

// What Node has compiled once, every test file's process and every app that a test starts has too.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "node_modules/.cache/node");

/** Tests that start whole apps, processes and browsers, and set what a process has once. */
const WHOLE = ["test/{flows,playground,processes,replicas}/**/*.test.ts", "test/*.test.ts"];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "whole", include: WHOLE } },
      // Nothing here keeps state in modules, so that a process need not load them anew for every file.
      {
        extends: true,
        test: { name: "parts", include: ["test/**/*.test.ts"], exclude: WHOLE, isolate: false },
      },
    ],
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
