import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Account } from "../domain/account.ts";
import type { Budget, CanonicalReading, Spent, StoredCanonicalId } from "../domain/canonical-id.ts";
import { requestIdsOf } from "../domain/read.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import {
  findCanonicalId,
  findCanonicalIds,
  saveBucketNames,
  saveCanonicalId,
  saveSightings,
} from "../store/canonical-ids.ts";
import type { Database } from "../store/database.ts";
import type { CanonicalReader } from "./canonical-reader.ts";
import { type Conclusion, conclude, partiesIn, sightingOf } from "./conclude.ts";

export interface DeriveDependencies {
  readonly db: Database;
  readonly reader: Pick<CanonicalReader, "readCanonicalId">;
  readonly appendToLog: AppendToLog;
  readonly clock: Clock;
}

export interface CanonicalIdWanted {
  readonly account: Account;
  readonly by: string;
  readonly place: string;
  /** Hears now and then how far the look-up is. */
  readonly onProgress?: (spent: Spent) => void;
}

/** An account's canonical id, and how it was come by. */
export interface CanonicalAnswer {
  readonly account: Account;
  readonly reading: CanonicalReading;
  readonly conclusion: Conclusion;
  /** What was known before. */
  readonly earlier?: StoredCanonicalId;
  /** Other accounts that were met, or that are remembered under the id that was found: then one is mistaken. */
  readonly known: readonly StoredCanonicalId[];
}

/** What one look-up may take. */
export const canonicalBudget: Budget = { buckets: 30, objects: 10_000, seconds: 20 };

/** Asks AWS for an account's canonical id, and remembers it with everybody who was met on the way. */
export async function deriveCanonicalId(
  { db, reader, appendToLog, clock }: DeriveDependencies,
  { account, by, place, onProgress }: CanonicalIdWanted,
): Promise<CanonicalAnswer> {
  const purpose = `look-up-${randomBytes(4).toString("hex")}`;
  const patient = new AbortController().signal;
  const wanted = { account, budget: canonicalBudget, purpose };
  const reading = await reader.readCanonicalId(wanted, patient, onProgress);
  const at = clock.now();
  const { list, home } = reading;
  if (home) await saveCanonicalId(db, { ...home, method: "own list", trust: "certain", learntAt: at });
  const earlier = await findCanonicalId(db, account.id);
  const met = await findCanonicalIds(db, partiesIn(reading));
  const known = met.filter(({ accountId }) => accountId !== account.id);
  const certain = known.filter(({ trust }) => trust === "certain");
  const conclusion = conclude(reading, new Set(certain.map(({ id }) => id)));
  if (list.known) await saveBucketNames(db, { accountId: account.id, names: list.value.names, at });
  await db.transaction(async (tx) => {
    const { found } = conclusion;
    if (found) await saveCanonicalId(tx, { ...found, accountId: account.id, learntAt: at });
    for (const bucket of reading.buckets) await saveSightings(tx, sightingOf(bucket, at));
    const details = {
      of: "canonical id",
      session: `rootcheck-${purpose}`,
      found: found?.id ?? "nothing",
      awsRequestIds: requestIdsOf([
        list,
        ...[...reading.buckets, ...reading.elsewhere].map(({ acl }) => acl),
      ]),
    };
    await appendToLog(tx, [{ at, actor: by, action: "look-up", subject: account.id, place, details }]);
  });
  return { account, reading, conclusion, ...(earlier && { earlier }), known };
}
