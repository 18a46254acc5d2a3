import {
  type AccountClient,
  GetAccountInformationCommand,
  GetAlternateContactCommand,
  GetContactInformationCommand,
  GetPrimaryEmailCommand,
} from "@aws-sdk/client-account";
import type { AccountSpecification } from "../../../src/local-aws/account.ts";
import type { OrganizationSpecification } from "../../../src/local-aws/organization.ts";
import { HOME } from "../support.ts";

/** The home account administers Account Management too. */
export const DELEGATED: Partial<OrganizationSpecification> = {
  delegatedAdministrators: [{ account: HOME, services: ["iam.amazonaws.com", "account.amazonaws.com"] }],
};
export const JOINED = new Date("2023-04-05T06:07:08.250Z");
export const MEMBER_PROFILE: Partial<AccountSpecification> = {
  email: "pay@example.com",
  joinedAt: JOINED,
  securityContact: { name: "Sec Ops", title: "Lead", email: "sec@example.com", phone: "+49 1" },
  billingContact: { email: "bills@example.com" },
  contactInformation: { fullName: "Ada", company: "Bright Harbor", phone: "+49 2" },
};

/** Asks each operation, as the client's account about itself or about the account that is named. */
export const SENDERS = {
  GetAccountInformation: (client: AccountClient, AccountId?: string) =>
    client.send(new GetAccountInformationCommand({ AccountId })),
  GetAlternateContact: (client: AccountClient, AccountId?: string) =>
    client.send(new GetAlternateContactCommand({ AccountId, AlternateContactType: "SECURITY" })),
  GetContactInformation: (client: AccountClient, AccountId?: string) =>
    client.send(new GetContactInformationCommand({ AccountId })),
  GetPrimaryEmail: (client: AccountClient, AccountId?: string) =>
    client.send(new GetPrimaryEmailCommand({ AccountId })),
};
export const OPERATIONS = [
  "GetAccountInformation",
  "GetAlternateContact",
  "GetContactInformation",
  "GetPrimaryEmail",
] as const;
