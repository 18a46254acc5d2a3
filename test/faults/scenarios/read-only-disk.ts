import { count } from "../kinds.ts";
import { mountDatabase } from "../small-disk.ts";
import { playProcesses } from "./processes.ts";
import type { Scenario } from "./scenario.ts";

/** What is said, again and again, for as long as nothing can be written. */
const REASON = /Could not open the database yet|read-only file system/;

/**
 * The disk of the embedded database comes back read-only after a crash, as file systems do: the app is not ready and
 * says why, and as soon as it can write goes on where it was.
 */
export const readOnlyDisk: Scenario = {
  name: "read-only-disk",
  async run(seed) {
    const disk = await mountDatabase();
    const silent: string[] = [];
    let kills = 0;
    const outcome = await playProcesses(seed, {
      replicas: 1,
      database: { ROOTCHECK_DATA_DIR: disk.path },
      async harm({ deployment, tally, random, excuse }) {
        const [replica] = deployment.replicas;
        if (!replica || random.below(2) === 0) return;
        count(tally, "disk read-only");
        excuse(true);
        kills += 1;
        replica.program.signal("SIGKILL");
        await replica.program.ended();
        await disk.turnReadOnly();
        const ready = replica.restart();
        await replica.program.prints(REASON).catch((error: unknown) => silent.push(String(error)));
        await disk.turnWritable();
        await ready;
        excuse(false);
      },
    });
    const { evidence } = outcome;
    return { ...outcome, evidence: { ...evidence, ended: [...evidence.ended, ...silent], kills } };
  },
};
