import type { LogHead } from "../../domain/audit-log.ts";
import type { Probe } from "../../domain/diagnosis.ts";
import { LogHeadMissingError } from "../audit-log.ts";
import type { Queryable } from "../database.ts";
import type { TableFinding, Tables } from "./tables.ts";

export interface AuditLogProbeDependencies {
  readonly db: Queryable;
  readonly tables: Tables;
  /** Whether ROOTCHECK_LOG_KEY is set. */
  readonly isSealed: boolean;
}

/** Looks at the end of the audit log; all of it is for `npm run verify-log`. */
export function auditLogProbe({ db, tables, isSealed }: AuditLogProbeDependencies): Probe {
  return tables.probe({
    area: "store",
    subject: "Audit log",
    tried: "the log's head against its last entry",
    look: () => lookAtEnd(db, isSealed),
  });
}

async function lookAtEnd(db: Queryable, isSealed: boolean): Promise<TableFinding> {
  const head = await findEnd(db);
  const { position, lastHash } = head;
  if (head.count !== (position ?? 0) || (position !== null && head.hash !== lastHash)) {
    const found = `Its head counts ${entriesOf(head)}, and its last entry is number ${position ?? 0}: somebody changed it from outside.`;
    const does = "Find out who did, and hold it against a head that was published before:";
    return {
      verdict: "broken",
      found,
      mend: { does, text: "npm run verify-log -- --head <count>:<hash>" },
    };
  }
  if (isSealed)
    return { verdict: "good", found: `It has ${entriesOf(head)}, sealed with ROOTCHECK_LOG_KEY.` };
  return {
    verdict: "off",
    found: `It has ${entriesOf(head)} and no ROOTCHECK_LOG_KEY, so whoever can write to the database could write it anew.`,
  };
}

function entriesOf({ count }: LogHead): string {
  return `${count} ${count === 1 ? "entry" : "entries"}`;
}

interface End extends LogHead {
  /** Of the last entry; null where there is none. */
  readonly position: number | null;
  readonly lastHash: string | null;
}

/** The head beside the last entry, in one statement: the log may grow meanwhile. @throws {LogHeadMissingError} */
async function findEnd(db: Queryable): Promise<End> {
  const rows = await db.query<End>(
    `select head.count, head.hash, entry.position, entry.hash as "lastHash"
       from audit_log_head head
       left join lateral (select position, hash from audit_log order by position desc limit 1) entry on true`,
  );
  if (!rows[0]) throw new LogHeadMissingError();
  return rows[0];
}
