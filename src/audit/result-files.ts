import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Account } from "../domain/account.ts";
import { type Audit, auditName, type Coverage } from "../domain/audit.ts";
import type { AccountReading } from "../domain/result.ts";
import { csvOf } from "../outbox/csv.ts";
import type { ResultFile } from "../outbox/files.ts";
import { listReadings } from "../store/account-reads.ts";
import { findAccountsByIds } from "../store/accounts.ts";
import { findCoverage } from "../store/coverage.ts";
import type { Database } from "../store/database.ts";
import { findOrganizationReading } from "../store/organization-reads.ts";
import { type ResultRow, resultColumns, rowsOf } from "./result-rows.ts";

/** An audit's results as files in a folder of their own, which is gone when they are disposed of. */
export interface ResultFiles extends AsyncDisposable {
  readonly files: readonly ResultFile[];
}

/** Few enough at a time that nobody who waits for an acknowledgement notices. */
const PAGE = 20;

/**
 * Writes `rootcheck-results.csv` and `rootcheck-results.json`; docs/results.md describes them. They are written
 * page by page, so that ten thousand accounts take no more memory than ten.
 */
export async function writeResultFiles(db: Database, audit: Audit): Promise<ResultFiles> {
  const folder = await mkdtemp(join(tmpdir(), "rootcheck-results-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const csv = join(folder, "rootcheck-results.csv");
    const json = join(folder, "rootcheck-results.json");
    await writeBoth(db, audit, { csv, json });
    return {
      files: await Promise.all([describe(csv, audit), describe(json, audit)]),
      [Symbol.asyncDispose]: remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function writeBoth(
  db: Database,
  audit: Audit,
  paths: { readonly csv: string; readonly json: string },
): Promise<void> {
  await using csv = await open(paths.csv, "w");
  await using json = await open(paths.json, "w");
  await csv.appendFile(linesOf([]));
  const head = JSON.stringify(headOf(audit, await findCoverage(db, audit)));
  await json.appendFile(`{\n"audit": ${head},\n"results": [`);
  let separator = "\n";
  for await (const rows of pagesOf(db, audit.id)) {
    await csv.appendFile(linesOf(rows));
    await json.appendFile(separator + rows.map((row) => JSON.stringify(row)).join(",\n"));
    separator = ",\n";
  }
  await json.appendFile("\n]\n}\n");
}

/** The organization's rows, then those of one page of accounts after the other; in between everything else has its turn. */
async function* pagesOf(db: Database, auditId: number): AsyncGenerator<readonly ResultRow[]> {
  const organization = await findOrganizationReading(db, auditId);
  if (organization) yield rowsOf({ accountId: "", ...organization }, "");
  let after = "";
  for (;;) {
    const readings = await listReadings(db, auditId, { after, limit: PAGE });
    const last = readings.at(-1);
    if (!last) return;
    after = last.accountId;
    const accounts = await findAccountsByIds(
      db,
      readings.map(({ accountId }) => accountId),
    );
    yield readings.flatMap((reading) => rowsOf(reading, nameOf(reading, accounts)));
    await setImmediate();
  }
}

function nameOf({ accountId }: AccountReading, accounts: readonly Account[]): string {
  return accounts.find(({ id }) => id === accountId)?.name ?? accountId;
}

function linesOf(rows: readonly ResultRow[]): string {
  const cells = rows.map((row) => ({
    ...row,
    evidence: row.evidence.map(({ call, field, value }) => `${call} ${field} = ${value}`).join("; "),
  }));
  return csvOf(cells, { columns: resultColumns, header: rows.length === 0 });
}

function headOf(audit: Audit, coverage: Coverage) {
  const { id, scope, state, startedAt, finishedAt, requestedBy } = audit;
  return { id: auditName(id), scope, state, startedAt, finishedAt, requestedBy, coverage };
}

async function describe(path: string, { id }: Audit): Promise<ResultFile> {
  const title = `Results of audit ${auditName(id)}`;
  return { name: basename(path), title, path, bytes: (await stat(path)).size };
}
