import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Database } from "../store/database.ts";
import { findMilestone, setMilestone } from "../store/milestones.ts";
import { keepUp } from "../store/upkeep.ts";

export interface UpkeepDependencies {
  readonly database: Database;
  readonly dataDirectory: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Gives up what is older than it is kept. */
  readonly rollUp: () => Promise<object>;
}

const DAY_MILLISECONDS = 24 * 3_600_000;
const LOOK_MILLISECONDS = 600_000;
const DONE = "upkeep";

/** Looks after the database once a day, however often the app is restarted. Returns how to stop. */
export function startUpkeep(dependencies: UpkeepDependencies): () => void {
  const { clock, log } = dependencies;
  let running = false;

  async function lookAfter(): Promise<void> {
    const { database } = dependencies;
    const done = await findMilestone(database, DONE);
    if (done && clock.now().getTime() - done.getTime() < DAY_MILLISECONDS) return;
    if (done) {
      const rolledUp = await rollUp();
      await keepUp(dependencies);
      log.info(rolledUp, "The database was looked after");
    }
    await setMilestone(database, DONE, clock.now());
  }

  /** What cannot be rolled up must not keep the database from being dumped. */
  async function rollUp(): Promise<object> {
    try {
      return await dependencies.rollUp();
    } catch (error) {
      log.error({ err: error }, "What is older than it is kept could not be given up");
      return {};
    }
  }

  const timer = clock.setInterval(() => {
    if (running) return;
    running = true;
    lookAfter()
      .catch((error: unknown) => log.error({ err: error }, "Looking after the database failed"))
      .finally(() => {
        running = false;
      });
  }, LOOK_MILLISECONDS);
  return () => clock.clearInterval(timer);
}
