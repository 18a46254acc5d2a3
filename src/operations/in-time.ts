import { type Clock, sleep } from "../clock.ts";

/** Whoever scrapes waits ten seconds for everything. */
const PATIENCE_MILLISECONDS = 3_000;

/** What came in time for a scrape. @throws {Error} if it did not; the work itself goes on. */
export async function inTime<T>(clock: Clock, work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const late = sleep(clock, PATIENCE_MILLISECONDS, ended.signal).then(() => {
    throw new Error(`It took longer than ${PATIENCE_MILLISECONDS} ms.`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    ended.abort();
  }
}
