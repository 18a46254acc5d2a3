import { unread } from "../../domain/read.ts";
import type { EmailReader, EmailSourceId } from "../../email-recovery/email-reader.ts";
import { abortable } from "../caller.ts";
import type { Call } from "../calls.ts";
import { failureOf } from "../failure.ts";
import type { EmailAsking, EmailSourceReader } from "./asking.ts";
import { readFromContacts } from "./contacts.ts";
import { readFromOrganizations } from "./organizations.ts";
import { readOwnerNames } from "./owner-names.ts";
import { readPrimaryEmail } from "./primary-email.ts";
import { readFromSupportCases } from "./support-cases.ts";

/** Each source, and the call that it stands or falls with. */
const readers: Readonly<Record<EmailSourceId, { read: EmailSourceReader; call: Call }>> = {
  organizations: { read: readFromOrganizations, call: "organizations:DescribeAccount" },
  "primary-email": { read: readPrimaryEmail, call: "account:GetPrimaryEmail" },
  "support-cases": { read: readFromSupportCases, call: "support:DescribeCases" },
  "owner-names": { read: readOwnerNames, call: "s3:ListBuckets" },
  contacts: { read: readFromContacts, call: "account:GetAlternateContact" },
};

export type RootEmailDependencies = Pick<EmailAsking, "sessions" | "organization" | "call" | "clock">;

/** Makes what reads one source of root e-mail addresses at a time; what AWS refuses is the answer. */
export function createRootEmailReader({
  sessions,
  organization,
  ...dependencies
}: RootEmailDependencies): EmailReader["readSightings"] {
  return async ({ source, account, purpose }, signal) => {
    const reader = readers[source];
    try {
      const home = await sessions.home(purpose);
      const own = await organization.ownIdentity(home);
      return await reader.read({
        ...{ purpose, home, sessions, organization, clock: dependencies.clock },
        call: abortable(dependencies.call, signal),
        account: { ...account, partition: own.partition },
        isOwn: account.id === own.accountId,
      });
    } catch (error) {
      signal.throwIfAborted();
      return unread(failureOf(error, reader.call, "own credentials"));
    }
  };
}
