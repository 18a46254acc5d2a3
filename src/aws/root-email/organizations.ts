import {
  AccountNotFoundException,
  DescribeAccountCommand,
  DescribeOrganizationCommand,
} from "@aws-sdk/client-organizations";
import type { Read } from "../../domain/read.ts";
import type { Sightings } from "../../email-recovery/email-reader.ts";
import { attempt } from "../reading.ts";
import { type EmailAsking, fromHome, gathered, stated } from "./asking.ts";

const ACCOUNT = "organizations:DescribeAccount";
const ORGANIZATION = "organizations:DescribeOrganization";

/** The account's own description; of the management account also the organization's, which every member may ask for. */
export async function readFromOrganizations(asking: EmailAsking): Promise<Read<Sightings>> {
  const { account, home, organization } = asking;
  const described = await describeAccount(asking);
  const isFound = described.known && described.value.sightings.length > 0;
  const isManagement =
    account.isManagement || (!isFound && (await organization.managementId(home)) === account.id);
  return isManagement ? joined(described, await describeOrganization(asking)) : described;
}

function describeAccount(asking: EmailAsking): Promise<Read<Sightings>> {
  return attempt(ACCOUNT, "own credentials", async () => {
    const command = new DescribeAccountCommand({ AccountId: asking.account.id });
    try {
      const { Account } = await asking.call(ACCOUNT, () => asking.home.organizations.send(command));
      const looked = "a member of the organization";
      return stated(asking, { call: ACCOUNT, field: "Email", text: Account?.Email, looked });
    } catch (error) {
      if (!(error instanceof AccountNotFoundException)) throw error;
      return noMember(asking, { call: ACCOUNT, field: "Email" });
    }
  });
}

function describeOrganization(asking: EmailAsking): Promise<Read<Sightings>> {
  return attempt(ORGANIZATION, "own credentials", async () => {
    const command = new DescribeOrganizationCommand({});
    const answer = await asking.call(ORGANIZATION, () => asking.home.organizations.send(command));
    const { MasterAccountId: id, MasterAccountEmail: text } = answer.Organization ?? {};
    const from = { call: ORGANIZATION, field: "MasterAccountEmail" } as const;
    if (id !== asking.account.id) return noMember(asking, from);
    return stated(asking, { ...from, text, looked: "the organization's management account" });
  });
}

function noMember(
  asking: EmailAsking,
  from: { readonly call: typeof ACCOUNT | typeof ORGANIZATION; readonly field: string },
): Read<Sightings> {
  return gathered(fromHome(asking), { ...from, sightings: [], looked: "not a member of the organization" });
}

/** What both say together; that the one does not know the account does not count where the other may not be asked. */
function joined(account: Read<Sightings>, organization: Read<Sightings>): Read<Sightings> {
  if (!organization.known || organization.value.sightings.length === 0) return account;
  if (!account.known) return organization;
  const sightings = [...account.value.sightings, ...organization.value.sightings];
  return { ...organization, value: { ...organization.value, sightings } };
}
