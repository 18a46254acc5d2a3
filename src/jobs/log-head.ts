import { publishHead } from "../audit-log/publish-head.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Database } from "../store/database.ts";

export interface LogHeadDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
}

const HOUR_MILLISECONDS = 3_600_000;

/** Says where the audit log ends: at the start, every hour, and at the stop. Returns how to stop. */
export function startLogHead({ db, clock, log }: LogHeadDependencies): () => Promise<void> {
  const publish = () =>
    publishHead({ db, log }).catch((error: unknown) =>
      log.error({ err: error }, "It could not be said where the audit log ends"),
    );
  void publish();
  const timer = clock.setInterval(() => void publish(), HOUR_MILLISECONDS);
  return async () => {
    clock.clearInterval(timer);
    await publish();
  };
}
