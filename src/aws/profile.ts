import {
  type AccountClient,
  GetAlternateContactCommand,
  GetContactInformationCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-account";
import { ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import type { ProfileToRead } from "../audit/account-reader.ts";
import type { Clock } from "../clock.ts";
import type { AwsConfig } from "../config.ts";
import { known, type Read, type Rung, unread } from "../domain/read.ts";
import type { AccountProfile } from "../domain/root-facts.ts";
import { readTags } from "./account-tags.ts";
import { readAdministrators } from "./administrators.ts";
import { abortable, type Caller } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { createIdentityCenterReader } from "./identity-center.ts";
import { OPENED_BY } from "./ladder.ts";
import type { OrganizationReader, OwnIdentity } from "./organization.ts";
import { type Asking, attempt, originOf, type Reading } from "./reading.ts";
import type { Session, Sessions } from "./sessions.ts";

export interface ProfileReaderDependencies {
  readonly config: Pick<AwsConfig, "memberRole">;
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
 * Reads an account's contacts, its alias and who administers it. The home account may ask for any member's contacts,
 * but neither it nor anybody may ask so for the management account's: that has to be asked itself, and so has every
 * account for its alias and its administrators.
 */
export function createProfileReader(dependencies: ProfileReaderDependencies) {
  const { config, sessions, organization, call, clock } = dependencies;
  const readAssigned = createIdentityCenterReader(dependencies);

  async function readBy<T>(
    rung: Rung,
    { account, purpose }: ProfileToRead,
    read: (session: Session) => Promise<Read<T>>,
  ): Promise<Read<T>> {
    return attempt(OPENED_BY[rung], rung, async () =>
      read(rung === "member role" ? await sessions.member(account, purpose) : await sessions.home(purpose)),
    );
  }

  /** Identity Center is asked where the account itself does not answer; what it does not know, it cannot deny. */
  async function readWhoAdministers(
    request: ProfileToRead,
    { rung, own, signal }: { readonly rung: Rung; readonly own: OwnIdentity; readonly signal: AbortSignal },
  ): Promise<AccountProfile["administrators"]> {
    const { account, purpose } = request;
    const ourselves = new Set([
      lastPart(config.memberRole),
      ...(rung === "own credentials" ? namesIn(own) : []),
    ]);
    const asking = { rung, call: abortable(call, signal), clock, partition: account.partition, ourselves };
    const inside = await readBy(rung, request, ({ iam }) => readAdministrators({ ...asking, iam }));
    if (inside.known) return inside;
    const assigned = await readAssigned(account, purpose);
    if (assigned.known && assigned.value.length > 0) return assigned;
    const ofAssigned = assigned.known
      ? "Identity Center assigns nobody administrator access"
      : `Identity Center could not be asked: ${assigned.why.detail}`;
    return unread({ ...inside.why, detail: `${inside.why.detail}; ${ofAssigned}` });
  }

  async function readProfile(request: ProfileToRead, signal: AbortSignal): Promise<AccountProfile> {
    const { account, purpose, earlier = {} } = request;
    const own = await organization.ownIdentity(await sessions.home(purpose));
    const inside: Rung = account.id === own.accountId ? "own credentials" : "member role";
    const asksItself = inside === "own credentials" || account.isManagement;
    const rung = asksItself ? inside : "own credentials";
    const contactsOf = (session: Session): Contacts => ({
      ...{ rung, call: abortable(call, signal), clock },
      client: session.account(),
      about: asksItself ? {} : { AccountId: account.id },
    });
    const reader = { call: abortable(call, signal), clock };
    const tags =
      request.withTags &&
      (await unlessKnown(earlier.tags, async () =>
        readTags(await sessions.home(purpose), account.id, reader),
      ));
    const [securityContactSet, primaryContact, aliases, administrators] = await Promise.all([
      unlessKnown(earlier.securityContactSet, () =>
        readBy(rung, request, (session) => readSecurityContact(contactsOf(session))),
      ),
      unlessKnown(earlier.primaryContact, () =>
        readBy(rung, request, (session) => readPrimaryContact(contactsOf(session))),
      ),
      unlessKnown(earlier.aliases, () =>
        readBy(inside, request, ({ iam }) => readAliases({ rung: inside, ...reader, iam })),
      ),
      unlessKnown(earlier.administrators, () => readWhoAdministers(request, { rung: inside, own, signal })),
    ]);
    return { securityContactSet, primaryContact, aliases, administrators, ...(tags && { tags }) };
  }

  return async (request: ProfileToRead, signal: AbortSignal): Promise<AccountProfile> => {
    try {
      return await readProfile(request, signal);
    } catch (error) {
      const nothing = unread(failureOf(error, "sts:GetCallerIdentity", "own credentials"));
      return {
        securityContactSet: nothing,
        primaryContact: nothing,
        aliases: nothing,
        administrators: nothing,
        ...(request.withTags && { tags: nothing }),
        ...request.earlier,
      };
    }
  };
}

/** What is known from before, or what is read now. */
async function unlessKnown<T>(earlier: Read<T> | undefined, read: () => Promise<Read<T>>): Promise<Read<T>> {
  return earlier?.known ? earlier : read();
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

/** The user or role that the app runs as: `user/path/name`, `assumed-role/name/session`. */
function namesIn({ arn }: OwnIdentity): readonly string[] {
  const [kind, ...names] = (arn.split(":")[5] ?? "").split("/");
  return [kind === "assumed-role" ? names[0] : names.at(-1)].filter((name) => name !== undefined);
}

function lastPart(path: string): string {
  return path.split("/").at(-1) ?? path;
}

function isFilled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}
