import {
  type AccountClient,
  GetAlternateContactCommand,
  GetContactInformationCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-account";
import { ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import type { ProfileToRead } from "../audit/account-reader.ts";
import type { Clock } from "../clock.ts";
import { known, type Read, type Rung, unread } from "../domain/read.ts";
import type { AccountProfile } from "../domain/root-facts.ts";
import { abortable, type Caller } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { OPENED_BY } from "./ladder.ts";
import type { OrganizationReader } from "./organization.ts";
import { type Asking, attempt, originOf, type Reading } from "./reading.ts";
import type { Session, Sessions } from "./sessions.ts";

export interface ProfileReaderDependencies {
  readonly sessions: Sessions;
  readonly organization: OrganizationReader;
  readonly call: Caller;
  readonly clock: Clock;
}

/** Account Management, and the account that it is asked about: the session's own where that is left out. */
interface Contacts extends Asking {
  readonly client: AccountClient;
  readonly about: { readonly AccountId?: string };
}

/**
 * Reads an account's contacts and alias. The home account may ask for any member's contacts, but neither it nor
 * anybody may ask so for the management account's: that has to be asked itself, and so has every account for its
 * alias.
 */
export function createProfileReader({ sessions, organization, call, clock }: ProfileReaderDependencies) {
  async function readBy<T>(
    rung: Rung,
    { account, purpose }: ProfileToRead,
    read: (session: Session) => Promise<Read<T>>,
  ): Promise<Read<T>> {
    return attempt(OPENED_BY[rung], rung, async () =>
      read(rung === "member role" ? await sessions.member(account, purpose) : await sessions.home(purpose)),
    );
  }

  async function readProfile(request: ProfileToRead, signal: AbortSignal): Promise<AccountProfile> {
    const { account, purpose } = request;
    const own = await organization.ownIdentity(await sessions.home(purpose));
    const inside: Rung = account.id === own.accountId ? "own credentials" : "member role";
    const asksItself = inside === "own credentials" || account.isManagement;
    const rung = asksItself ? inside : "own credentials";
    const contactsOf = (session: Session): Contacts => ({
      ...{ rung, call: abortable(call, signal), clock },
      client: session.account(),
      about: asksItself ? {} : { AccountId: account.id },
    });
    const [securityContactSet, primaryContact, aliases] = await Promise.all([
      readBy(rung, request, (session) => readSecurityContact(contactsOf(session))),
      readBy(rung, request, (session) => readPrimaryContact(contactsOf(session))),
      readBy(inside, request, ({ iam }) =>
        readAliases({ rung: inside, call: abortable(call, signal), clock, iam }),
      ),
    ]);
    return { securityContactSet, primaryContact, aliases };
  }

  return async (request: ProfileToRead, signal: AbortSignal): Promise<AccountProfile> => {
    try {
      return await readProfile(request, signal);
    } catch (error) {
      const nothing = unread(failureOf(error, "sts:GetCallerIdentity", "own credentials"));
      return { securityContactSet: nothing, primaryContact: nothing, aliases: nothing };
    }
  };
}

function readSecurityContact({ client, about, ...asking }: Contacts): Promise<Read<boolean>> {
  const name = "account:GetAlternateContact";
  return attempt(name, asking.rung, async () => {
    const command = new GetAlternateContactCommand({ AlternateContactType: "SECURITY", ...about });
    const answer = await unlessNotSet(asking.call("account:GetAlternateContact", () => client.send(command)));
    const isSet = "AlternateContact" in answer && answer.AlternateContact !== undefined;
    return known(isSet, originOf(asking, name, "AlternateContact", answer));
  });
}

function readPrimaryContact({
  client,
  about,
  ...asking
}: Contacts): Promise<AccountProfile["primaryContact"]> {
  const name = "account:GetContactInformation";
  return attempt(name, asking.rung, async () => {
    const command = new GetContactInformationCommand(about);
    const answer = await unlessNotSet(
      asking.call("account:GetContactInformation", () => client.send(command)),
    );
    const { CompanyName, PhoneNumber } = ("ContactInformation" in answer && answer.ContactInformation) || {};
    const contact = { hasCompany: isFilled(CompanyName), hasPhone: isFilled(PhoneNumber) };
    return known(contact, originOf(asking, name, "CompanyName, PhoneNumber", answer));
  });
}

/** What is not set is an answer too, though AWS gives it as an error. */
async function unlessNotSet<Output>(asked: Promise<Output>): Promise<Output | ResourceNotFoundException> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return error;
    throw error;
  }
}

const CALL = "iam:ListAccountAliases";

function readAliases({ iam, ...asking }: Omit<Reading, "log">): Promise<AccountProfile["aliases"]> {
  return attempt(CALL, asking.rung, async () => {
    const answer = await asking.call(CALL, () => iam.send(new ListAccountAliasesCommand({})));
    return known(answer.AccountAliases ?? [], originOf(asking, CALL, "AccountAliases", answer));
  });
}

function isFilled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}
