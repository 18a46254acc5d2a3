import { pino } from "pino";
import { systemClock } from "../../src/clock.ts";
import { daysAfter, longestPolicy } from "../../src/domain/finding-policy.ts";
import { followAudit } from "../../src/findings/follow-audit.ts";
import type { Owners } from "../../src/findings/owners.ts";
import { saveAccounts } from "../../src/store/accounts.ts";
import { startBaselineClock } from "../../src/store/baseline.ts";
import type { Database } from "../../src/store/database.ts";
import { accountOf, auditOf, judged } from "../support/audits.ts";
import { mfa, password } from "../support/root-facts.ts";

/** A root user with a password and nothing else: four checks fail. */
const failing = judged({ passwordPresent: password(true), mfaEnabled: mfa(false) });
const FAILURES = failing.filter(({ status }) => status === "fail").length;
/** One account in so many has an owner. */
const OWNED = 50;
const AGE_DAYS = 10;

/**
 * Fills an empty database with an audit that so many findings came of, some of them one person's and the worst overdue,
 * and the one before it, which the overview compares it with.
 */
export async function storeFindings(
  db: Database,
  { findings, owner }: { readonly findings: number; readonly owner: string },
): Promise<void> {
  const from = daysAfter(new Date(), -AGE_DAYS);
  const accounts = Array.from({ length: findings / FAILURES }, (_, index) => accountOf(index + 1));
  await saveAccounts(db, accounts, { seenAt: from, described: true });
  await startBaselineClock(db, { at: from, by: owner });
  const found = accounts.map(({ id }) => ({ id, results: failing }));
  const owners: Owners = {
    ofAccounts: async (named) =>
      new Map(
        named
          .filter(({ id }) => Number(id) % OWNED === 0)
          .map(({ id }) => [id, { owner, because: "the tag team" }]),
      ),
    ofOrganization: () => undefined,
  };
  const log = pino({ level: "silent" });
  for (const days of [-1, 0]) {
    const audit = await auditOf(db, found, { from: daysAfter(from, days) });
    await followAudit({ db, clock: systemClock, log, policy: longestPolicy, owners }, audit.id);
  }
}
