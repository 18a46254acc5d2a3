import type { Clock } from "../clock.ts";
import { type Subject, subjectKey } from "../domain/subject.ts";
import { findAccountsByIds } from "../store/accounts.ts";
import type { Queryable } from "../store/database.ts";
import { saveSubjectOwners } from "../store/subject-owners.ts";
import type { Owners } from "./owners.ts";

export interface NameOwnersDependencies {
  readonly db: Queryable;
  readonly clock: Clock;
  /** Says whose findings are before anybody takes one on. */
  readonly owners: Owners;
}

/** Notes whose the subjects' findings are by the rules that hold now. */
export async function nameOwners(
  { db, clock, owners }: NameOwnersDependencies,
  subjects: readonly Subject[],
): Promise<void> {
  const keys = subjects.map(subjectKey);
  const owned = await owners.ofAccounts(await findAccountsByIds(db, keys));
  const ofOrganization = owners.ofOrganization();
  const named = subjects.flatMap((subject) => {
    const ownership = subject.kind === "account" ? owned.get(subject.accountId) : ofOrganization;
    return ownership ? [{ subject: subjectKey(subject), ...ownership }] : [];
  });
  await saveSubjectOwners(db, keys, { owners: named, at: clock.now() });
}
