import { freshDatabaseUrl } from "../../support/databases.ts";
import { playProcesses } from "./processes.ts";
import type { Scenario } from "./scenario.ts";

/** Two replicas on one PostgreSQL, one of which is killed in the middle of whatever it does. */
export const replicas: Scenario = {
  name: "replicas",
  run: async (seed) =>
    playProcesses(seed, {
      replicas: 2,
      database: { DATABASE_URL: await freshDatabaseUrl() },
      async harm({ deployment, random, kill }) {
        const victim = deployment.replicas[random.below(deployment.replicas.length)];
        if (victim && random.below(4) > 0) await kill(victim);
      },
    }),
};
