import type { Clock } from "../clock.ts";
import { type Account, type AccountId, type AccountName, parseAccountId } from "../domain/account.ts";
import type { UnreadableCode } from "../domain/read.ts";
import type { Log } from "../log.ts";
import {
  ACCOUNTS_LISTED,
  findAccountById,
  findAccountsByIds,
  findAccountsByWords,
  listAccountNames,
  saveAccounts,
  searchAccounts,
} from "../store/accounts.ts";
import type { Database } from "../store/database.ts";
import { advanceMilestone, findMilestone } from "../store/milestones.ts";
import { type AccountSource, AccountSourceError } from "./account-source.ts";
import { nearestNames } from "./nearest-names.ts";

/** What somebody's words for an account stand for. */
export type AccountMatch =
  | { readonly kind: "found"; readonly account: Account }
  | { readonly kind: "several"; readonly accounts: readonly AccountName[] }
  | { readonly kind: "none"; readonly nearest: readonly AccountName[] };

/** Finds accounts by what people call them. */
export interface AccountDirectory {
  /**
   * By 12-digit id (dashes and spaces allowed), name, alias, root e-mail address or canonical id.
   * @throws {AccountSourceError}
   */
  find(words: string): Promise<AccountMatch>;
  /** Whether the words are an account id, or fit an account that is stored; asks nobody. */
  isKnown(words: string): Promise<boolean>;
  /**
   * Accounts that go by the words, or whose id, name or alias is like them, best first; by their root e-mail address
   * and canonical id only where that is given whole. Asks nobody.
   */
  search(words: string, limit: number): Promise<readonly AccountName[]>;
  /**
   * The account as AWS describes it now, or as it did last where AWS cannot be asked; undefined if there is none.
   * @throws {AccountSourceError} if AWS cannot be asked and never was.
   */
  describe(id: AccountId, purpose: string): Promise<Account | undefined>;
  /** Every account as AWS lists them now, page by page as they come. @throws {AccountSourceError} */
  list(purpose: string): AsyncIterable<readonly Account[]>;
  /** Accounts as they are stored, in order of id. */
  stored(ids: readonly AccountId[]): Promise<readonly Account[]>;
}

const DESCRIPTION_KEPT_MILLISECONDS = 10 * 60_000;
const LIST_KEPT_MILLISECONDS = 60 * 60_000;
/** A name that is not in the list may be of an account made since. */
const MISS_KEPT_MILLISECONDS = 60_000;
/** Failures to describe an account after which listing it may succeed. */
const MAY_BE_LISTED: ReadonlySet<UnreadableCode> = new Set([
  "access-denied",
  "not-in-partition",
  "unexpected-answer",
]);
/** Names look-ups of no particular audit in AWS's own logs. */
const LOOK_UP = "look-up";

export interface AccountDirectoryDependencies {
  readonly db: Database;
  readonly source: AccountSource;
  readonly clock: Clock;
  readonly log: Log;
}

/** Answers from the store while that is fresh: listing thousands of accounts takes AWS half a minute. */
export function createAccountDirectory({
  db,
  source,
  clock,
  log,
}: AccountDirectoryDependencies): AccountDirectory {
  let listing: Promise<void> | undefined;

  function isOlderThan(at: Date | undefined, milliseconds: number): boolean {
    return !at || at.getTime() + milliseconds < clock.now().getTime();
  }

  async function describe(id: AccountId, purpose: string): Promise<Account | undefined> {
    try {
      const account = await source.describeAccount(id, purpose);
      if (account) await saveAccounts(db, [account], { seenAt: clock.now(), described: true });
      return account;
    } catch (error) {
      if (!(error instanceof AccountSourceError)) throw error;
      log.warn({ err: error, account: id }, "An account could not be described afresh");
      return (await findAccountById(db, id))?.account ?? findInList(id, error);
    }
  }

  /** Who may not describe an account may still be allowed to list it. */
  async function findInList(id: AccountId, error: AccountSourceError): Promise<Account | undefined> {
    if (!MAY_BE_LISTED.has(error.why.code)) throw error;
    await refreshList();
    return (await findAccountById(db, id))?.account;
  }

  async function describeUnlessFresh(id: AccountId): Promise<Account | undefined> {
    const stored = await findAccountById(db, id);
    const isFresh = stored?.hasPath && !isOlderThan(stored.seenAt, DESCRIPTION_KEPT_MILLISECONDS);
    return isFresh ? stored.account : describe(id, LOOK_UP);
  }

  /** Every page counts as seen when the listing began, so that only a list that was taken whole replaces the last. */
  async function* list(purpose: string): AsyncGenerator<readonly Account[]> {
    const seenAt = clock.now();
    for await (const page of source.listAccounts(purpose)) {
      if (page.length === 0) continue;
      await saveAccounts(db, page, { seenAt, described: false });
      yield page;
    }
    await advanceMilestone(db, ACCOUNTS_LISTED, seenAt);
  }

  async function takeList(): Promise<void> {
    for await (const page of list(LOOK_UP)) log.debug({ accounts: page.length }, "Listed accounts");
  }

  /** Several who ask at the same time wait for one list. */
  function refreshList(): Promise<void> {
    listing ??= takeList().finally(() => {
      listing = undefined;
    });
    return listing;
  }

  async function findByWords(words: string): Promise<readonly AccountName[]> {
    const listedAt = await findMilestone(db, ACCOUNTS_LISTED);
    const stored = await findAccountsByWords(db, words);
    const kept = stored.length > 0 ? LIST_KEPT_MILLISECONDS : MISS_KEPT_MILLISECONDS;
    if (!isOlderThan(listedAt, kept)) return stored;
    await refreshList();
    return findAccountsByWords(db, words);
  }

  return {
    describe,
    list,
    stored: (ids) => findAccountsByIds(db, ids),

    async find(words) {
      const id = parseAccountId(words);
      const matches = id ? [{ id, name: id }] : await findByWords(words);
      const [match, ...others] = matches;
      if (others.length > 0) return { kind: "several", accounts: matches };
      const account = match && (await describeUnlessFresh(match.id));
      if (account) return { kind: "found", account };
      return { kind: "none", nearest: await nearestNames(words, await listAccountNames(db)) };
    },

    async isKnown(words) {
      return parseAccountId(words) !== undefined || (await findAccountsByWords(db, words)).length > 0;
    },

    async search(words, limit) {
      const found = await searchAccounts(db, words.trim(), limit);
      return found.length > 0 ? found : nearestNames(words, await listAccountNames(db));
    },
  };
}
