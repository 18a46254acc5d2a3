import { type Clock, sleep } from "../clock.ts";
import type { AccountKeys } from "../domain/access-key.ts";
import type { Account } from "../domain/account.ts";
import type { Database } from "../store/database.ts";
import { saveKeyReading } from "../store/key-readings.ts";
import type { KeyReader, ReportUse } from "./key-reader.ts";

export interface ReadAccountKeysDependencies {
  readonly db: Database;
  readonly reader: KeyReader;
  readonly clock: Clock;
}

export interface AccountKeysWanted {
  readonly account: Account;
  /** Whether a call for every user is worth it: not over thousands of accounts. */
  readonly isThorough: boolean;
  /** Names the look in AWS's own logs: `K12`. */
  readonly purpose: string;
  readonly signal: AbortSignal;
  /** Gives each asking of AWS its turn; waiting for a report takes none. */
  readonly turn?: <Answer>(ask: () => Promise<Answer>) => Promise<Answer>;
}

/** A report takes AWS seconds; one that has not come by then may take minutes, and the keys are listed instead. */
const FETCHES: readonly ReportUse[] = ["ask", "fetch", "fetch", "fetch"];

/** Reads an account's access keys and stores them. Rejects with the signal's reason. */
export async function readAccountKeys(
  { db, reader, clock }: ReadAccountKeysDependencies,
  { account, isThorough, purpose, signal, turn = (ask) => ask() }: AccountKeysWanted,
): Promise<void> {
  const read = (report: ReportUse) =>
    turn(() => reader.readKeys({ account, isThorough, purpose, report }, signal));
  const save = (reading: AccountKeys) => saveKeyReading(db, account.id, { reading, at: clock.now() });
  for (const report of FETCHES) {
    const reading = await read(report);
    const until = pendingUntil(reading);
    if (!until) return save(reading);
    await sleep(clock, Math.max(0, until.getTime() - clock.now().getTime()), signal);
  }
  await save(await read("leave out"));
}

function pendingUntil({ troubles }: AccountKeys): Date | undefined {
  return troubles.users?.until ?? troubles.root?.until;
}
