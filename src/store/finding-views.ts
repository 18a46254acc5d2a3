import { z } from "zod";
import type { Account } from "../domain/account.ts";
import type { Finding } from "../domain/finding.ts";
import type { FindingView } from "../domain/finding-view.ts";
import { subjectKey } from "../domain/subject.ts";
import { findAccountsByIds } from "./accounts.ts";
import { findClockStart } from "./baseline.ts";
import type { Queryable } from "./database.ts";
import { findingsIn, RECORD_COLUMNS } from "./finding-shapes.ts";
import { findSubjectOwners } from "./subject-owners.ts";

/** The same findings with what a message says about them, in the same order. */
export async function viewsOf(db: Queryable, findings: readonly Finding[]): Promise<readonly FindingView[]> {
  if (findings.length === 0) return [];
  const subjects = [...new Set(findings.map(({ subject }) => subjectKey(subject)))];
  const [accounts, owners, started, rechecks] = await Promise.all([
    findAccountsByIds(db, subjects),
    findSubjectOwners(db, subjects),
    findClockStart(db),
    findRechecks(db, findings),
  ]);
  const accountOf = new Map(accounts.map((account): [string, Account] => [account.id, account]));
  const ownerOf = new Map(owners.map((owned) => [owned.subject, owned]));
  return findings.map((finding) => {
    const account = accountOf.get(subjectKey(finding.subject));
    const owned = ownerOf.get(subjectKey(finding.subject));
    const rechecked = rechecks.get(finding.id);
    const isNewest = rechecked && rechecked.at >= finding.lastSeen;
    return {
      finding,
      ...(account && { account }),
      ...(owned && { ruledOwner: { id: owned.owner, because: owned.because } }),
      ...(isNewest && { rechecked }),
      isBaseline: started === undefined,
    };
  });
}

const recheck = z.object({
  finding_id: z.int(),
  at: z.date(),
  answer: z.enum(["pass", "fail", "not_applicable", "unknown"]),
});

/** The newest re-check of each finding that had one. */
async function findRechecks(db: Queryable, findings: readonly Finding[]) {
  const rows = await db.query(
    `select distinct on (finding_id) finding_id, at, what->>'answer' as answer from finding_events
      where finding_id = any($1::integer[]) and what->>'kind' = 're-checked' order by finding_id, version desc`,
    [findings.map(({ id }) => id)],
  );
  const found = recheck.array().parse(rows);
  return new Map(found.map(({ finding_id, at, answer }) => [finding_id, { at, answer }]));
}

/** One finding with what a message says about it. */
export async function viewOf(db: Queryable, finding: Finding): Promise<FindingView> {
  const [view] = await viewsOf(db, [finding]);
  return view ?? { finding, isBaseline: false };
}

/** The findings about some checks of some subjects; none where nothing was found yet. */
export async function findViewsFor(
  db: Queryable,
  wanted: readonly { readonly subject: string; readonly check: string }[],
): Promise<readonly FindingView[]> {
  if (wanted.length === 0) return [];
  const rows = await db.query(
    `select ${RECORD_COLUMNS}, failure from findings
      where (subject, check_id) in (select * from unnest($1::text[], $2::text[])) order by id`,
    [wanted.map(({ subject }) => subject), wanted.map(({ check }) => check)],
  );
  return viewsOf(db, findingsIn(rows));
}
