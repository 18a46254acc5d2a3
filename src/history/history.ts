import type { Clock } from "../clock.ts";
import type { Account, AccountId, AccountName } from "../domain/account.ts";
import type { Audit, Scope } from "../domain/audit.ts";
import type { History, PastAudit } from "../domain/history.ts";
import type { Posture } from "../domain/posture.ts";
import { findAccountsByIds } from "../store/accounts.ts";
import { findAudit } from "../store/audits.ts";
import { findCoverage } from "../store/coverage.ts";
import type { Database } from "../store/database.ts";
import { countAwsCalls, countPastAudits, listPastAudits } from "../store/past-audits.ts";
import { countPosture, listAccountPostures, listPostures, savePosture } from "../store/posture.ts";
import { dayByDay } from "./day-by-day.ts";
import { detailedSince, type RolledUp, rollUp } from "./roll-up.ts";

export interface HistoryDependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** For how many days the results of single audits are kept. */
  readonly resultsDays: number;
}

/** Where things stood over time. */
export interface HistoryKeeper {
  /** The postures of the organization, and the newest audits of any scope. */
  organization(): Promise<History>;
  /** The postures of one account, and the newest audits that read it. */
  account(account: Pick<Account, "id">): Promise<History>;
  /** Keeps where a scope stood by an audit of it, or of more; nothing by one that did not come to its end. */
  note(scope: Scope, auditId: number): Promise<void>;
  /** The same for the audit's own scope. */
  noteAudit(auditId: number): Promise<void>;
  /** Notes that too; answers where the scope has stood since it was first noted, few enough for a chart. */
  trendOf(scope: Scope, auditId: number): Promise<readonly Posture[]>;
  /** Gives up results that are older than they are kept, for one posture a day. */
  rollUp(): Promise<RolledUp>;
}

/** As many audits as a message shows. */
const AUDITS = 10;

/** Binds what looks back, and what keeps little enough to look back at. */
export function createHistory(dependencies: HistoryDependencies): HistoryKeeper {
  const { db } = dependencies;

  async function note(scope: Scope, auditId: number): Promise<void> {
    const audit = await findAudit(db, auditId);
    if (audit) await noteScope(db, scope, audit);
  }

  async function noteAudit(auditId: number): Promise<void> {
    const audit = await findAudit(db, auditId);
    if (audit) await noteScope(db, audit.scope, audit);
  }

  return {
    note,
    noteAudit,
    organization: async () =>
      historyOf(dependencies, { postures: await listPostures(db, { kind: "organization" }) }),
    account: async ({ id }) =>
      historyOf(dependencies, { accountId: id, postures: await listAccountPostures(db, id) }),
    async trendOf(scope, auditId) {
      await note(scope, auditId);
      return dayByDay(
        await (scope.kind === "account" ? listAccountPostures(db, scope.accountId) : listPostures(db, scope)),
      );
    },
    rollUp: () => rollUp({ ...dependencies, noteAudit }),
  };
}

/** An account's own postures are those of its readings. */
async function noteScope(db: Database, scope: Scope, audit: Audit): Promise<void> {
  const { id: auditId, state, finishedAt: at, rolledUpAt } = audit;
  if (scope.kind === "account" || state !== "finished" || !at || rolledUpAt) return;
  const day = at.toISOString().slice(0, 10);
  await savePosture(db, scope, { posture: { day, ...(await countPosture(db, { auditId, scope })) }, at });
}

async function historyOf(
  dependencies: HistoryDependencies,
  { accountId, postures }: { readonly accountId?: AccountId; readonly postures: readonly Posture[] },
): Promise<History> {
  const { db } = dependencies;
  const filter = accountId === undefined ? {} : { accountId };
  const [audits, auditsTotal] = await Promise.all([
    listPastAudits(db, { ...filter, limit: AUDITS }),
    countPastAudits(db, filter),
  ]);
  const ids = audits.flatMap(({ scope }) => (scope.kind === "account" ? [scope.accountId] : []));
  const names = new Map((await findAccountsByIds(db, ids)).map((account) => [account.id, account]));
  return {
    postures: dayByDay(postures),
    audits: await Promise.all(audits.map((audit) => pastAudit(db, audit, names))),
    auditsTotal,
    detailedSince: detailedSince(dependencies),
  };
}

async function pastAudit(
  db: Database,
  audit: Audit,
  names: ReadonlyMap<AccountId, AccountName>,
): Promise<PastAudit> {
  const [coverage, awsCalls] = await Promise.all([findCoverage(db, audit), countAwsCalls(db, audit.id)]);
  const account = audit.scope.kind === "account" ? names.get(audit.scope.accountId) : undefined;
  return { audit, coverage, awsCalls, ...(account && { account }) };
}
