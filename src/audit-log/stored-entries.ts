import { setImmediate } from "node:timers/promises";
import type { SealedEntry } from "../domain/audit-log.ts";
import { listLogEntries } from "../store/audit-log.ts";
import type { Queryable } from "../store/database.ts";

/** Few enough at a time that nobody who waits for an acknowledgement notices. */
const PAGE = 200;

/** The log from its beginning to a position, page by page; between pages everything else has its turn. */
export async function* storedEntries(db: Queryable, upTo = Infinity): AsyncGenerator<SealedEntry> {
  let after = 0;
  for (;;) {
    const entries = await listLogEntries(db, { after, limit: PAGE });
    const last = entries.at(-1);
    if (!last) return;
    for (const entry of entries) {
      if (entry.position > upTo) return;
      yield entry;
    }
    after = last.position;
    await setImmediate();
  }
}
