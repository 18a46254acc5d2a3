import { ReadableStream } from "node:stream/web";
import type { KeyReader } from "../access-keys/key-reader.ts";
import type { AccountSource } from "../accounts/account-source.ts";
import type { AccountReader, CallCounter } from "../audit/account-reader.ts";
import type { OrganizationReader } from "../audit/organization-reader.ts";
import type { CanonicalReader } from "../canonical-ids/canonical-reader.ts";
import type { Account } from "../domain/account.ts";
import type { EmailReader } from "../email-recovery/email-reader.ts";
import { createCallTallies } from "./call-tallies.ts";
import type { AwsDoctor } from "./doctor/probes.ts";
import type { OwnIdentity } from "./organization.ts";
import { type AwsThread, type AwsThreadDependencies, createAwsThread } from "./thread.ts";

/** The app's side of the AWS thread. */
export interface AwsReader
  extends AccountReader,
    CallCounter,
    KeyReader,
    OrganizationReader,
    AccountSource,
    EmailReader,
    CanonicalReader,
    AwsDoctor {
  /** The account that the app's credentials belong to. @throws {AccountSourceError} */
  identity(purpose: string): Promise<OwnIdentity>;
  close(): Promise<void>;
}

/** Starts the thread; AWS is not called before something is asked for. */
export function createAwsReader(dependencies: AwsThreadDependencies): AwsReader {
  const thread = createAwsThread(dependencies);
  const tallies = createCallTallies();
  const ask: AwsThread["ask"] = (operation, argument, asking) => {
    if (operation === "readProfile") return thread.ask(operation, argument, asking);
    const onCalls = (calls: number) => tallies.add(argument.purpose, calls);
    return thread.ask(operation, argument, { ...asking, onCalls });
  };
  return {
    identity: (purpose) => ask("identity", { purpose }),
    listAccounts: (purpose) => pagesOfAccounts(ask, purpose),
    listUnits: (purpose) => ask("listUnits", { purpose }),
    listAccountIdsIn: (unitId, purpose) => ask("listAccountIdsIn", { unitId, purpose }),
    describeAccount: (id, purpose) => ask("describeAccount", { id, purpose }),
    readAccount: (request, signal) => ask("readAccount", request, { signal }),
    readOrganization: (purpose, signal) => ask("readOrganization", { purpose }, { signal }),
    readProfile: (request, signal) => ask("readProfile", request, { signal }),
    readKeys: (request, signal) => ask("readKeys", request, { signal }),
    readCanonicalId: (request, signal, onProgress) =>
      ask("readCanonicalId", request, { signal, ...(onProgress && { onProgress }) }),
    findKeyOwner: (request) => ask("findKeyOwner", request),
    readSightings: (wanted, signal) => ask("readSightings", wanted, { signal }),
    diagnose: (request, signal) => ask("diagnose", request, { signal }),
    countCalls: tallies.countCalls,
    close: thread.close,
  };
}

/** Asks when somebody begins to read, and stops the thread's work when they leave off. */
async function* pagesOfAccounts(ask: AwsThread["ask"], purpose: string): AsyncGenerator<readonly Account[]> {
  const abandoned = new AbortController();
  yield* new ReadableStream<readonly Account[]>({
    start(pages) {
      const onPage = (page: readonly Account[]) => pages.enqueue(page);
      ask("listAccounts", { purpose }, { signal: abandoned.signal, onPage }).then(
        () => pages.close(),
        (error) => pages.error(error),
      );
    },
    cancel: () => abandoned.abort(),
  });
}
