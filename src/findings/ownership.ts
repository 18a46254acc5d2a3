import type { People } from "../access/access.ts";
import { isGroup } from "../access/roles.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { FindingRecord } from "../domain/finding.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import { subjectKey } from "../domain/subject.ts";
import type { Queryable } from "../store/database.ts";
import { listEvents } from "../store/findings.ts";
import { findSubjectOwners } from "../store/subject-owners.ts";

export interface OwnershipDependencies {
  readonly db: Queryable;
  readonly people: Pick<People, "membersOf">;
}

/** Whether somebody answers for a finding is open: a group that does could not be resolved. */
export class OwnerGroupError extends RootcheckError {
  constructor(group: string, options?: ErrorOptions) {
    super(
      "owner_group",
      `Whoever answers for a finding may not approve anything about it, and Slack could not say who is in the user group ${group}, which does. Try again. If that group was disabled, enable it in Slack; else correct ROOTCHECK_OWNERS or the account's tag, or assign the finding to somebody else, and then make the request anew.`,
      options,
    );
  }
}

/** What somebody asks that whoever answers for the finding cannot allow. */
export const ASKING: ReadonlySet<string> = new Set(["ask to accept", "ask to extend", "explain"]);

/**
 * Whether a person answers for a finding about which something was asked: owns it, alone or in a group, would by the
 * rules, or has owned it since it was asked. Handing it over makes nobody a stranger to it.
 * @throws {OwnerGroupError} if a user group cannot be resolved: then nobody can say that the person is not in it.
 */
export async function answersFor(
  { db, people }: OwnershipDependencies,
  { id, subject, owner }: FindingRecord,
  userId: string,
): Promise<boolean> {
  const [ruled, events] = await Promise.all([
    findSubjectOwners(db, [subjectKey(subject)]),
    listEvents(db, id),
  ]);
  const owners = new Set([...ruled.map((rule) => rule.owner), ...ownersSinceAsked(events)]);
  if (owner) owners.add(owner.id);
  if (owners.has(userId)) return true;
  const groups = [...owners].filter(isGroup);
  const members = await Promise.all(groups.map((group) => membersOf(people, group)));
  return members.flat().includes(userId);
}

async function membersOf(people: OwnershipDependencies["people"], group: string): Promise<readonly string[]> {
  try {
    return await people.membersOf(group);
  } catch (error) {
    throw new OwnerGroupError(group, { cause: error });
  }
}

/** Who owned a finding when the newest request was made, and everybody who has been given it since. */
function ownersSinceAsked(events: readonly FindingEvent[]): readonly string[] {
  const asked = events.findLastIndex(({ what }) => ASKING.has(what.kind));
  if (asked === -1) return [];
  const before = events.slice(0, asked).flatMap(ownerBy).slice(-1);
  return [...before, ...events.slice(asked).flatMap(ownerBy)];
}

/** Whose the finding is by an event; empty where it leaves that as it was. */
function ownerBy({ by, what }: FindingEvent): readonly string[] {
  if (what.kind === "assign") return [what.to];
  return what.kind === "acknowledge" && by !== undefined ? [by] : [];
}
