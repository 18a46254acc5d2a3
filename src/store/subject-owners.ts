import type { Queryable } from "./database.ts";

/** Whose a subject's findings are by the configured rules, until somebody takes one on. */
export interface SubjectOwner {
  /** An account's id, or `organization`. */
  readonly subject: string;
  /** A Slack user id or user group id. */
  readonly owner: string;
  /** Who is told when it goes on too long. */
  readonly lead?: string;
  /** Which rule says so, in words. */
  readonly because: string;
}

/** Replaces what the rules said of some subjects. */
export async function saveSubjectOwners(
  db: Queryable,
  subjects: readonly string[],
  { owners, at }: { readonly owners: readonly SubjectOwner[]; readonly at: Date },
): Promise<void> {
  await db.query("delete from subject_owners where subject = any($1::text[])", [
    subjects.filter((subject) => !owners.some((owned) => owned.subject === subject)),
  ]);
  await db.query(
    `insert into subject_owners (subject, owner, lead, because, at)
     select subject, owner, lead, because, $2::timestamptz from jsonb_to_recordset($1::jsonb)
       as given(subject text, owner text, lead text, because text)
     on conflict (subject) do update set
       owner = excluded.owner, lead = excluded.lead, because = excluded.because, at = excluded.at`,
    [JSON.stringify(owners), at],
  );
}

export async function findSubjectOwners(
  db: Queryable,
  subjects: readonly string[],
): Promise<readonly SubjectOwner[]> {
  const rows = await db.query<{ subject: string; owner: string; lead: string | null; because: string }>(
    "select subject, owner, lead, because from subject_owners where subject = any($1::text[])",
    [subjects],
  );
  return rows.map(({ lead, ...owned }) => ({ ...owned, ...(lead !== null && { lead }) }));
}

/** The user groups that own anything, taken on or by the rules. */
export async function listOwningGroups(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ owner: string }>(
    `select owner from subject_owners where owner like 'S%'
     union select owner from findings where owner like 'S%' and state not in ('resolved', 'closed') order by owner`,
  );
  return rows.map(({ owner }) => owner);
}
