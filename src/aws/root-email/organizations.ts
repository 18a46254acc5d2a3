import {
  AccountNotFoundException,
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
} from "@aws-sdk/client-organizations";
import type { Read } from "../../domain/read.ts";
import type { Sightings } from "../../email-recovery/email-reader.ts";
import { paged } from "../organizational-units.ts";
import { pagesOf } from "../pages.ts";
import { attempt } from "../reading.ts";
import { type EmailAsking, fromHome, gathered } from "./asking.ts";

/**
 * The account's own description; of the management account also the organization's, which every member may ask for.
 * Who may not have an account described may still be allowed to list it.
 */
export async function readFromOrganizations(asking: EmailAsking): Promise<Read<Sightings>> {
  const described = await describeAccount(asking);
  const isFound = described.known && described.value.sightings.length > 0;
  const isDenied = !described.known && described.why.code === "access-denied";
  if (!asking.account.isManagement && (isFound || !(described.known || isDenied))) return described;
  const both = joined(described, await describeOrganization(asking));
  if (!isDenied || (both.known && both.value.sightings.length > 0)) return both;
  const listed = await findInList(asking);
  return listed.known ? listed : described;
}

function describeAccount(asking: EmailAsking): Promise<Read<Sightings>> {
  const name = "organizations:DescribeAccount";
  return attempt(name, "own credentials", async () => {
    const command = new DescribeAccountCommand({ AccountId: asking.account.id });
    try {
      const answer = await asking.call("organizations:DescribeAccount", () =>
        asking.home.organizations.send(command),
      );
      return sighted(asking, { call: name, field: "Email", text: answer.Account?.Email, answers: [answer] });
    } catch (error) {
      if (!(error instanceof AccountNotFoundException)) throw error;
      return sighted(asking, { call: name, field: "Email", text: undefined, answers: [error] });
    }
  });
}

function describeOrganization(asking: EmailAsking): Promise<Read<Sightings>> {
  const name = "organizations:DescribeOrganization";
  return attempt(name, "own credentials", async () => {
    const command = new DescribeOrganizationCommand({});
    const answer = await asking.call("organizations:DescribeOrganization", () =>
      asking.home.organizations.send(command),
    );
    const { MasterAccountId: id, MasterAccountEmail: email } = answer.Organization ?? {};
    const text = id === asking.account.id ? email : undefined;
    return sighted(asking, { call: name, field: "MasterAccountEmail", text, answers: [answer] });
  });
}

function findInList(asking: EmailAsking): Promise<Read<Sightings>> {
  const name = "organizations:ListAccounts";
  return attempt(name, "own credentials", async () => {
    const ask = (token: string | undefined) =>
      asking.call("organizations:ListAccounts", () =>
        asking.home.organizations.send(new ListAccountsCommand(paged(token))),
      );
    for await (const answer of pagesOf(ask, ({ NextToken }) => NextToken)) {
      const account = answer.Accounts?.find(({ Id }) => Id === asking.account.id);
      if (account)
        return sighted(asking, { call: name, field: "Email", text: account.Email, answers: [answer] });
    }
    return sighted(asking, { call: name, field: "Email", text: undefined, answers: [] });
  });
}

interface Sighted extends Omit<Parameters<typeof gathered>[1], "sightings" | "looked"> {
  readonly text: string | undefined;
}

function sighted(asking: EmailAsking, { text, ...from }: Sighted): Read<Sightings> {
  const { call, field } = from;
  return gathered(fromHome(asking), {
    ...from,
    sightings: text === undefined ? [] : [{ text, field, call }],
    looked: text === undefined ? "not a member of the organization" : "a member of the organization",
  });
}

function joined(first: Read<Sightings>, second: Read<Sightings>): Read<Sightings> {
  if (!first.known || !second.known) return first.known ? first : second;
  const { value, origin } = first;
  const sightings = [...value.sightings, ...second.value.sightings];
  const requestIds = [...value.requestIds, ...second.value.requestIds];
  const { looked } = value.sightings.length > 0 ? value : second.value;
  return { known: true, value: { sightings, looked, requestIds }, origin };
}
