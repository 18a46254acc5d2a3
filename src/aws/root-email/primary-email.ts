import { GetPrimaryEmailCommand } from "@aws-sdk/client-account";
import { DescribeOrganizationCommand } from "@aws-sdk/client-organizations";
import { type Read, unread } from "../../domain/read.ts";
import type { Sightings } from "../../email-recovery/email-reader.ts";
import { failureOf } from "../failure.ts";
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
async function whyNever({
  account,
  home,
  call,
  organization,
}: EmailAsking): Promise<Read<Sightings> | undefined> {
  const membership = await organization.membership(home);
  if (membership) return membership.managementId === account.id ? aboutManagement() : undefined;
  try {
    await call(ORGANIZATION, () => home.organizations.send(new DescribeOrganizationCommand({})));
    return undefined;
  } catch (error) {
    const { code } = failureOf(error, ORGANIZATION, "own credentials");
    return code === "feature-off" ? unable("it needs an organization") : undefined;
  }
}

/** What no permission opens; it is the organization, or that there is none, that says so. */
function unable(detail: string): Read<Sightings> {
  return unread({ code: "feature-off", call: ORGANIZATION, detail, rung: "own credentials" });
}

function aboutManagement(): Read<Sightings> {
  return unable("it does not answer about the management account");
}
