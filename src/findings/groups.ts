import type { People } from "../access/access.ts";
import { isGroup } from "../access/roles.ts";
import type { Log } from "../log.ts";
import type { Queryable } from "../store/database.ts";
import { listOwningGroups } from "../store/subject-owners.ts";

export interface GroupsDependencies {
  readonly db: Queryable;
  readonly people: Pick<People, "membersOf">;
  readonly log: Log;
}

/** Who is in which user group. A group that cannot be resolved is nobody's and has nobody. */
export interface Groups {
  /** Of the groups that own anything, those that a person is in. */
  groupsOf(userId: string): Promise<readonly string[]>;
  /** The people behind some users and user groups, each once. */
  peopleIn(ids: readonly string[]): Promise<readonly string[]>;
  /** The people behind a user or user group; undefined where Slack cannot say, which is not the same as nobody. */
  peopleBehind(id: string): Promise<readonly string[] | undefined>;
}

export function createGroups({ db, people, log }: GroupsDependencies): Groups {
  async function peopleBehind(id: string): Promise<readonly string[] | undefined> {
    if (!isGroup(id)) return [id];
    try {
      return await people.membersOf(id);
    } catch (error) {
      log.warn({ err: error, group: id }, "A user group that owns findings could not be resolved");
      return undefined;
    }
  }

  return {
    peopleBehind,
    async groupsOf(userId) {
      const groups = await listOwningGroups(db);
      const members = await Promise.all(groups.map(peopleBehind));
      return groups.filter((_, index) => members[index]?.includes(userId));
    },
    async peopleIn(ids) {
      const found = await Promise.all(ids.map(peopleBehind));
      return [...new Set(found.flatMap((people) => people ?? []))];
    },
  };
}
