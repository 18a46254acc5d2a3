import { statfsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { count } from "../kinds.ts";
import { mountDatabase } from "../small-disk.ts";
import { playProcesses, reviveIfOver } from "./processes.ts";
import type { Scenario } from "./scenario.ts";

const FULL_MILLISECONDS = 1_500;

const NO_ROOM = /ENOSPC|No space left|could not (?:extend|write)/i;

/** What a process has to say that ends because it cannot store anything any more. */
const REASON = /ENOSPC|No space left|could not write|cannot go on/i;

/** The disk of the embedded database is full for a while; the app goes on, or ends and says why. */
export const fullDisk: Scenario = {
  name: "full-disk",
  async run(seed) {
    const disk = await mountDatabase();
    const silent: string[] = [];
    const outcome = await playProcesses(seed, {
      replicas: 1,
      database: { ROOTCHECK_DATA_DIR: disk.path },
      async harm(stage) {
        const { deployment, tally, random, excuse } = stage;
        const printed = () => deployment.replicas.map(({ program }) => program.printed()).join("");
        const before = printed().length;
        excuse(true);
        disk.fill();
        if (statfsSync(disk.path).bavail > 0) throw new Error("The disk was to be full and is not.");
        await pause(random.below(FULL_MILLISECONDS));
        disk.free();
        if (NO_ROOM.test(printed().slice(before))) count(tally, "disk full");
        await pause(FULL_MILLISECONDS);
        for (const replica of deployment.replicas) {
          const said = await reviveIfOver(replica);
          if (said !== undefined && !REASON.test(said))
            silent.push(`it ended without a reason: ${said.slice(-300)}`);
        }
        excuse(false);
      },
    });
    const { evidence } = outcome;
    return { ...outcome, evidence: { ...evidence, ended: [...evidence.ended, ...silent] } };
  },
};
