import {
  type AccountClient,
  type AlternateContactType,
  GetAlternateContactCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-account";
import { known, type Read } from "../../domain/read.ts";
import type { Sighting, Sightings } from "../../email-recovery/email-reader.ts";
import { type Asking, attempt, originOf } from "../reading.ts";
import { type EmailAsking, fromHome, gathered, inside } from "./asking.ts";

const CALL = "account:GetAlternateContact";
const FIELD = "EmailAddress";
const KINDS = ["BILLING", "OPERATIONS", "SECURITY"] as const satisfies readonly AlternateContactType[];

/**
 * The account's alternate contacts. Of members the home account may know them; the management account, the own one
 * and one outside the organization have to be asked themselves.
 */
export async function readFromContacts(asking: EmailAsking): Promise<Read<Sightings>> {
  const { account, isOwn, home } = asking;
  const asked = (): Promise<Read<Sightings>> =>
    inside(asking, (session, by) => contactsOf(session.account(), {}, by));
  if (isOwn || account.isManagement) return asked();
  const central = await contactsOf(home.account(), { AccountId: account.id }, fromHome(asking));
  if (central.known) return central;
  const itself = await asked();
  return itself.known ? itself : central;
}

/** Policies may allow one kind of contact and not another, so each that is read counts. */
async function contactsOf(
  client: AccountClient,
  about: { readonly AccountId?: string },
  by: Asking,
): Promise<Read<Sightings>> {
  const reads = await Promise.all(KINDS.map((kind) => contact(client, { ...about, kind }, by)));
  const answered = reads.filter((read) => read.known);
  const failed = reads.find((read) => !read.known);
  if (failed && answered.length === 0) return failed;
  const sightings = answered.flatMap(({ value }) => value ?? []);
  const looked = `${sightings.length} of ${answered.length} contacts set`;
  return gathered(by, { call: CALL, field: FIELD, sightings, looked, ...(failed && { gap: failed.why }) });
}

/** A contact that is not set is an answer too. */
function contact(
  client: AccountClient,
  { kind, ...about }: { readonly AccountId?: string; readonly kind: AlternateContactType },
  by: Asking,
): Promise<Read<Sighting | undefined>> {
  return attempt(CALL, by.rung, async () => {
    const command = new GetAlternateContactCommand({ AlternateContactType: kind, ...about });
    try {
      const { AlternateContact } = await by.call(CALL, () => client.send(command));
      const text = AlternateContact?.EmailAddress;
      const sighting = text ? { text, field: FIELD, call: CALL, of: kind.toLowerCase() } : undefined;
      return known(sighting, originOf(by, CALL, FIELD));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      return known(undefined, originOf(by, CALL, FIELD));
    }
  });
}
