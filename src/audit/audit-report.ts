import type { Clock } from "../clock.ts";
import { type Audit, isOver } from "../domain/audit.ts";
import { findReadings } from "../store/account-reads.ts";
import { findAccountById } from "../store/accounts.ts";
import { findAudit } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import type { ShownFinding } from "../store/shown-findings.ts";
import type { AuditReport } from "./audit-messenger.ts";
import { findingsOfReading, findingsOfStanding } from "./findings-shown.ts";
import { findStanding } from "./standing.ts";

export interface AuditReportDependencies {
  readonly db: Database;
  readonly clock: Clock;
}

/** Everything that is shown about an audit, as it stands in the store. */
export async function findAuditReport(
  { db, clock }: AuditReportDependencies,
  auditId: number,
): Promise<AuditReport | undefined> {
  const audit = await findAudit(db, auditId);
  if (!audit) return undefined;
  if (audit.scope.kind === "account") return { audit, ...(await findAccountPart(db, audit, audit.scope)) };
  if (audit.rolledUpAt) return { audit };
  if (isOver(audit)) {
    const standing = await findStanding({ db }, audit);
    return { audit, standing, ...(await findingsOfStanding(db, audit, standing)) };
  }
  const millisecondsLeft = timeLeft(audit, clock.now());
  return { audit, ...(millisecondsLeft !== undefined && { millisecondsLeft }) };
}

async function findAccountPart(
  db: Database,
  audit: Audit,
  { accountId }: { readonly accountId: string },
): Promise<Pick<AuditReport, "account" | "reading" | "findings">> {
  const [stored, [reading]] = await Promise.all([
    findAccountById(db, accountId),
    isOver(audit) ? findReadings(db, audit.id, [accountId]) : [],
  ]);
  const shown = reading && (await findingsOfReading(db, reading));
  return { ...(stored && { account: stored.account }), ...(reading && { reading }), ...shown };
}

/** So few accounts say nothing about the others. */
const FEW = 10;

/** How long the rest will take if it goes on as it went so far. */
function timeLeft({ startedAt, accountsInScope, accountsDone }: Audit, now: Date): number | undefined {
  if (!startedAt || accountsInScope === undefined || accountsDone < FEW) return undefined;
  const each = (now.getTime() - startedAt.getTime()) / accountsDone;
  return Math.max(0, each * (accountsInScope - accountsDone));
}

/** The findings that a message shows, each as it shows it. */
export function shownIn({ findings = [] }: AuditReport): readonly ShownFinding[] {
  return findings.map(({ finding: { id, version } }) => ({ findingId: id, version }));
}
