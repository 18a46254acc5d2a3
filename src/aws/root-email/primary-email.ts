import { GetPrimaryEmailCommand } from "@aws-sdk/client-account";
import { type Read, unread } from "../../domain/read.ts";
import type { Sightings } from "../../email-recovery/email-reader.ts";
import { attempt } from "../reading.ts";
import { type EmailAsking, fromHome, gathered } from "./asking.ts";

const CALL = "account:GetPrimaryEmail";

/** AWS answers it about members, to the management account and its delegates; nobody may ask about the management account. */
export async function readPrimaryEmail(asking: EmailAsking): Promise<Read<Sightings>> {
  const { account, home, organization } = asking;
  if (account.isManagement) return unable("it does not answer about the management account");
  if (!(await organization.membership(home))) return unable("it needs an organization");
  return attempt(CALL, "own credentials", async () => {
    const command = new GetPrimaryEmailCommand({ AccountId: account.id });
    const answer = await asking.call(CALL, () => home.account().send(command));
    const text = answer.PrimaryEmail;
    return gathered(fromHome(asking), {
      call: CALL,
      field: "PrimaryEmail",
      sightings: text ? [{ text, field: "PrimaryEmail", call: CALL }] : [],
      looked: text ? "answered" : "answered without an address",
      answers: [answer],
    });
  });
}

function unable(detail: string): Read<Sightings> {
  return unread({ code: "feature-off", call: CALL, detail, rung: "own credentials" });
}
