import {
  type AccountClient,
  type AlternateContactType,
  GetAlternateContactCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-account";
import type { Read } from "../../domain/read.ts";
import type { Sightings } from "../../email-recovery/email-reader.ts";
import { type Asking, attempt } from "../reading.ts";
import { type EmailAsking, fromHome, gathered, inside } from "./asking.ts";

const CALL = "account:GetAlternateContact";
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

function contactsOf(
  client: AccountClient,
  about: { readonly AccountId?: string },
  by: Asking,
): Promise<Read<Sightings>> {
  return attempt(CALL, by.rung, async () => {
    const answers = await Promise.all(KINDS.map((kind) => contact(client, { ...about, kind }, by)));
    const sightings = answers.flatMap((answer, index) => {
      const text = "AlternateContact" in answer ? answer.AlternateContact?.EmailAddress : undefined;
      const of = KINDS[index]?.toLowerCase() ?? "";
      return text ? [{ text, field: "EmailAddress", call: CALL, of }] : [];
    });
    const looked = `${sightings.length} of ${KINDS.length} contacts set`;
    return gathered(by, { call: CALL, field: "EmailAddress", sightings, looked, answers });
  });
}

/** A contact that is not set is an answer too. */
async function contact(
  client: AccountClient,
  { kind, ...about }: { readonly AccountId?: string; readonly kind: AlternateContactType },
  { call }: Asking,
) {
  try {
    return await call(CALL, () =>
      client.send(new GetAlternateContactCommand({ AlternateContactType: kind, ...about })),
    );
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return error;
    throw error;
  }
}
