import { setTimeout as pause } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { count } from "../kinds.ts";
import { migratedDatabaseOn, startOwnServer } from "../own-server.ts";
import { playProcesses } from "./processes.ts";
import type { Scenario } from "./scenario.ts";

const DOWN_MILLISECONDS = 300;

/** PostgreSQL is stopped under its two replicas, in order or as if it had crashed, and comes back. */
export const databaseRestarts: Scenario = {
  name: "database-restarts",
  async run(seed) {
    const server = await startOwnServer();
    onTestFinished(server.stop);
    let stops = 0;
    const outcome = await playProcesses(seed, {
      replicas: 2,
      database: { DATABASE_URL: await migratedDatabaseOn(server.url) },
      async harm({ tally, random }) {
        stops += 1;
        const mode = stops % 2 === 0 ? "fast" : "immediate";
        count(tally, `process database stopped ${mode}`);
        await server.halt(mode);
        await pause(random.below(DOWN_MILLISECONDS));
        await server.resume();
      },
    });
    // As a killed process does, one that cannot store what Slack has answered leaves it open whether it was posted.
    return { ...outcome, evidence: { ...outcome.evidence, kills: stops } };
  },
};
