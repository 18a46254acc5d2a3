import { databaseRestarts } from "./database-restarts.ts";
import { flows } from "./flows.ts";
import { fullDisk } from "./full-disk.ts";
import { readOnlyDisk } from "./read-only-disk.ts";
import { replicas } from "./replicas.ts";
import type { Scenario } from "./scenario.ts";

/** Every way of making trouble; the first in each seed, the others in every tenth. */
export const scenarios: readonly Scenario[] = [flows, replicas, databaseRestarts, fullDisk, readOnlyDisk];
