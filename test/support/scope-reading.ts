import { readScope } from "../../src/audit/read-scope.ts";
import { listDoneAccountIds } from "../../src/store/account-reads.ts";
import type { Database } from "../../src/store/database.ts";
import { type AuditEngineOptions, createAuditEngine } from "./audit-engine.ts";
import { accountOf, startedAudit } from "./audits.ts";

const never = new AbortController().signal;

/** An answer that never comes. */
export const forever = (): Promise<never> => new Promise(() => undefined);

/** The reading of a claimed audit's accounts, four if no others are given, with AWS in memory. */
export async function createScopeReading(
  db: Database,
  options: AuditEngineOptions = {},
  audit?: Parameters<typeof startedAudit>[1],
) {
  const accounts = [1, 2, 3, 4].map((number) => accountOf(number));
  const engine = createAuditEngine(db, { accounts, ...options });
  const lease = await startedAudit(db, audit);
  return {
    ...engine,
    lease,
    run: (signal: AbortSignal = never) => readScope(engine.dependencies, lease, signal),
    /** The numbers of the accounts that were asked of AWS, in order. */
    asked: () => engine.reader.requests.map(({ account }) => Number(account.id)),
    /** The numbers of the accounts that the audit is done with. */
    done: async () => (await listDoneAccountIds(db, lease.auditId)).map(Number).toSorted(),
  };
}
