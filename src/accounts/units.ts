import type { Clock } from "../clock.ts";
import type { Account, AccountId, OrganizationalUnit, UnitId } from "../domain/account.ts";
import type { Log } from "../log.ts";
import { ACCOUNTS_LISTED } from "../store/accounts.ts";
import type { Database } from "../store/database.ts";
import { findMilestone, setMilestone } from "../store/milestones.ts";
import { listUnits, saveUnits } from "../store/organizational-units.ts";
import { type AccountSource, AccountSourceError } from "./account-source.ts";
import { nearestNames } from "./nearest-names.ts";

/** What somebody's words for an organizational unit stand for. */
export interface UnitMatch {
  /** Those that are called so; several units may share a name. */
  readonly found: readonly OrganizationalUnit[];
  /** Where none is: those whose names are like the words. */
  readonly nearest: readonly OrganizationalUnit[];
}

/** Finds organizational units by what people call them. */
export interface UnitDirectory {
  /** By id, name, or path ("Prod / Payments"), whatever the case; among those known where AWS cannot be asked. */
  find(words: string): Promise<UnitMatch>;
  /** Has the units listed again if they are old, so that accounts can be shown with their paths. Never rejects. */
  refresh(purpose: string): Promise<void>;
  /**
   * Of some accounts, those in the unit or under it; asks AWS only where an account does not say where it is.
   * @throws {AccountSourceError}
   */
  membersOf(unitId: UnitId, purpose: string): (accounts: readonly Account[]) => Promise<readonly Account[]>;
}

/** The milestone of all units having been taken from AWS. */
const UNITS_LISTED = `${ACCOUNTS_LISTED}, units`;
const UNITS_KEPT_MILLISECONDS = 60 * 60_000;
const MISS_KEPT_MILLISECONDS = 60_000;
const UNIT_ID = /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;

export interface UnitDirectoryDependencies {
  readonly db: Database;
  readonly source: AccountSource;
  readonly clock: Clock;
  readonly log: Log;
}

export function createUnitDirectory({ db, source, clock, log }: UnitDirectoryDependencies): UnitDirectory {
  async function takeList(purpose: string): Promise<void> {
    const seenAt = clock.now();
    const units = await source.listUnits(purpose);
    await db.transaction(async (tx) => {
      await saveUnits(tx, units, seenAt);
      await setMilestone(tx, UNITS_LISTED, seenAt);
    });
  }

  async function fresh(keptMilliseconds: number, purpose: string): Promise<readonly OrganizationalUnit[]> {
    const listedAt = await findMilestone(db, UNITS_LISTED);
    const isFresh = listedAt && listedAt.getTime() + keptMilliseconds >= clock.now().getTime();
    if (!isFresh) await takeList(purpose);
    return listUnits(db);
  }

  async function freshOrKnown(keptMilliseconds: number): Promise<readonly OrganizationalUnit[]> {
    try {
      return await fresh(keptMilliseconds, "look-up");
    } catch (error) {
      if (!(error instanceof AccountSourceError)) throw error;
      log.warn({ err: error }, "The organizational units could not be listed afresh");
      return listUnits(db);
    }
  }

  async function idsUnder(unitId: UnitId, purpose: string): Promise<ReadonlySet<AccountId>> {
    const units = await fresh(UNITS_KEPT_MILLISECONDS, purpose);
    const under = units.filter(({ idPath }) => idPath.includes(unitId)).map(({ id }) => id);
    const ids = await Promise.all(under.map((id) => source.listAccountIdsIn(id, purpose)));
    return new Set(ids.flat());
  }

  return {
    async find(words) {
      const asked = normalized(words);
      const fits = ({ id, name, path }: OrganizationalUnit) =>
        id === asked || normalized(name) === asked || normalized(path.join("/")) === asked;
      const found = (await freshOrKnown(UNITS_KEPT_MILLISECONDS)).filter(fits);
      if (found.length > 0) return { found, nearest: [] };
      const units = await freshOrKnown(MISS_KEPT_MILLISECONDS);
      const again = units.filter(fits);
      if (again.length > 0 || UNIT_ID.test(asked)) return { found: again, nearest: [] };
      const names = await nearestNames(words, units);
      return { found: [], nearest: units.filter(({ id }) => names.some((name) => name.id === id)) };
    },

    async refresh(purpose) {
      try {
        await fresh(UNITS_KEPT_MILLISECONDS, purpose);
      } catch (error) {
        log.warn({ err: error }, "The organizational units could not be listed for their names");
      }
    },

    membersOf(unitId, purpose) {
      let ids: Promise<ReadonlySet<AccountId>> | undefined;
      return async (accounts) => {
        const members: Account[] = [];
        for (const account of accounts) {
          if (!account.unitIds) ids ??= idsUnder(unitId, purpose);
          const isMember = account.unitIds ? account.unitIds.includes(unitId) : (await ids)?.has(account.id);
          if (isMember) members.push(account);
        }
        return members;
      };
    },
  };
}

/** "Prod / Payments" and "prod/payments" are the same. */
function normalized(words: string): string {
  return words
    .toLowerCase()
    .split("/")
    .map((name) => name.trim())
    .join("/");
}
