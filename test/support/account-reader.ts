import { setImmediate } from "node:timers/promises";
import type {
  AccountReader,
  AccountToRead,
  CallCounter,
  ProfileToRead,
} from "../../src/audit/account-reader.ts";
import type { OrganizationReader } from "../../src/audit/organization-reader.ts";
import type { ReadOrganizationFacts } from "../../src/domain/organization-facts.ts";
import type { AccountProfile, ReadFacts } from "../../src/domain/root-facts.ts";
import { readOrganizationFacts } from "./organization-facts.ts";
import { accountFacts } from "./root-facts.ts";

/** What reading an account in perfect order yields, except for what is given. */
export function readFacts(given: Partial<ReadFacts> = {}): ReadFacts {
  const { account, securityContactSet, primaryContact, aliases, administrators, ...facts } =
    accountFacts(given);
  return facts;
}

export function readProfile(given: Partial<AccountProfile> = {}): AccountProfile {
  const { securityContactSet, primaryContact, aliases, administrators } = accountFacts(given);
  return { securityContactSet, primaryContact, aliases, administrators };
}

/** A reader that answers from memory. */
export interface MemoryReader extends AccountReader, CallCounter, OrganizationReader {
  readonly requests: readonly AccountToRead[];
  readonly profileRequests: readonly ProfileToRead[];
  /** What the organization was read for. */
  readonly organizationRequests: readonly string[];
  /** How many readings of accounts were under way at the same time, at most. */
  mostAtOnce(): number;
  /** The ids of the accounts whose reading was aborted. */
  readonly aborted: readonly string[];
}

export interface MemoryReaderAnswers {
  readonly facts?: (request: AccountToRead) => ReadFacts | Promise<ReadFacts>;
  readonly profile?: (request: ProfileToRead) => AccountProfile | Promise<AccountProfile>;
  readonly organization?: () => ReadOrganizationFacts | Promise<ReadOrganizationFacts>;
}

export function createAccountReader({
  facts = () => readFacts(),
  profile = () => readProfile(),
  organization = () => readOrganizationFacts(),
}: MemoryReaderAnswers = {}): MemoryReader {
  const requests: AccountToRead[] = [];
  const profileRequests: ProfileToRead[] = [];
  const organizationRequests: string[] = [];
  const aborted: string[] = [];
  let underWay = 0;
  let most = 0;

  async function read<T>(id: string, answer: () => T | Promise<T>, signal: AbortSignal): Promise<T> {
    underWay += 1;
    most = Math.max(most, underWay);
    try {
      await setImmediate();
      return await unlessAborted(answer(), signal);
    } catch (error) {
      if (signal.aborted) aborted.push(id);
      throw error;
    } finally {
      underWay -= 1;
    }
  }

  return {
    requests,
    profileRequests,
    organizationRequests,
    aborted,
    mostAtOnce: () => most,
    readAccount(request, signal) {
      requests.push(request);
      return read(request.account.id, () => facts(request), signal);
    },
    readOrganization(purpose, signal) {
      organizationRequests.push(purpose);
      return unlessAborted(organization(), signal);
    },
    countCalls: () => {
      let counted = requests.length + organizationRequests.length;
      return {
        take() {
          const made = requests.length + organizationRequests.length - counted;
          counted += made;
          return made;
        },
        [Symbol.dispose]: () => undefined,
      };
    },
    readProfile(request, signal) {
      profileRequests.push(request);
      return read(request.account.id, () => profile(request), signal);
    },
  };
}

async function unlessAborted<T>(answer: T | Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([answer, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
