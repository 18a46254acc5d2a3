import { unread } from "../../domain/read.ts";
import type { EmailReader, EmailSourceId } from "../../email-recovery/email-reader.ts";
import { abortable } from "../caller.ts";
import { failureOf } from "../failure.ts";
import type { EmailAsking, EmailSourceReader } from "./asking.ts";
import { readFromContacts } from "./contacts.ts";
import { notingRequestIds } from "./noting-request-ids.ts";
import { readFromOrganizations } from "./organizations.ts";
import { readOwnerNames } from "./owner-names.ts";
import { readPrimaryEmail } from "./primary-email.ts";
import { readFromSupportCases } from "./support-cases.ts";

const readers: Readonly<Record<EmailSourceId, EmailSourceReader>> = {
  organizations: readFromOrganizations,
  "primary-email": readPrimaryEmail,
  "support-cases": readFromSupportCases,
  "owner-names": readOwnerNames,
  contacts: readFromContacts,
};

export type RootEmailDependencies = Pick<EmailAsking, "sessions" | "organization" | "call" | "clock">;

/** Makes what reads one source of root e-mail addresses at a time; what AWS refuses is the answer. */
export function createRootEmailReader({
  sessions,
  organization,
  call,
  clock,
}: RootEmailDependencies): EmailReader["readSightings"] {
  return async ({ source, account, purpose }, signal) => {
    const requestIds: string[] = [];
    try {
      const home = await sessions.home(purpose);
      const own = await organization.ownIdentity(home);
      const read = await readers[source]({
        ...{ purpose, home, sessions, organization, clock },
        call: notingRequestIds(abortable(call, signal), requestIds),
        account: { ...account, partition: own.partition },
        isOwn: account.id === own.accountId,
      });
      signal.throwIfAborted();
      return { read, requestIds };
    } catch (error) {
      signal.throwIfAborted();
      const why = failureOf(error, "sts:GetCallerIdentity", "own credentials");
      return { read: unread(why), requestIds };
    }
  };
}
