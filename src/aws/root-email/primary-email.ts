import { GetPrimaryEmailCommand } from "@aws-sdk/client-account";
import { type Read, unread } from "../../domain/read.ts";
import type { Sightings } from "../../email-recovery/email-reader.ts";
import { readMembership } from "../membership.ts";
import { attempt } from "../reading.ts";
import { type EmailAsking, stated } from "./asking.ts";

const CALL = "account:GetPrimaryEmail";
const ORGANIZATION = "organizations:DescribeOrganization";

/** AWS answers it about members, to the management account and its delegates; nobody may ask about the management account. */
export async function readPrimaryEmail(asking: EmailAsking): Promise<Read<Sightings>> {
  const { account, home } = asking;
  if (account.isManagement) return aboutManagement();
  const read = await attempt(CALL, "own credentials", async () => {
    const command = new GetPrimaryEmailCommand({ AccountId: account.id });
    const { PrimaryEmail: text } = await asking.call(CALL, () => home.account().send(command));
    return stated(asking, { call: CALL, field: "PrimaryEmail", text, looked: "answered" });
  });
  if (read.known || read.why.code !== "access-denied") return read;
  return (await whyNever(asking)) ?? read;
}

/** AWS denies alike what is not allowed and what nobody is ever allowed; which it is, the organization tells. */
async function whyNever(asking: EmailAsking): Promise<Read<Sightings> | undefined> {
  const membership = await readMembership(asking, asking.home);
  if (!membership.known) return undefined;
  if (!membership.value) return unable("it needs an organization");
  return membership.value.managementId === asking.account.id ? aboutManagement() : undefined;
}

/** What no permission opens; it is the organization, or that there is none, that says so. */
function unable(detail: string): Read<Sightings> {
  return unread({ code: "feature-off", call: ORGANIZATION, detail, rung: "own credentials" });
}

function aboutManagement(): Read<Sightings> {
  return unable("it does not answer about the management account");
}
