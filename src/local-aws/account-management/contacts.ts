import {
  type AlternateContactType,
  GetAlternateContact$,
  type GetAlternateContactRequest,
  type GetAlternateContactResponse,
  GetContactInformation$,
  type GetContactInformationRequest,
  type GetContactInformationResponse,
  ResourceNotFoundException$,
} from "@aws-sdk/client-account";
import type { LocalAccount } from "../account.ts";
import type { AlternateContact } from "../contacts.ts";
import { operation } from "../operation.ts";
import { modelled, Refusal } from "../wire/refusal.ts";
import { targetArn, targetOf } from "./target.ts";

type ContactKind = "securityContact" | "billingContact" | "operationsContact";

const KINDS: Readonly<Record<AlternateContactType, ContactKind>> = {
  SECURITY: "securityContact",
  BILLING: "billingContact",
  OPERATIONS: "operationsContact",
};

/** Gives the contact for one purpose, where one is set. */
export const getAlternateContact = operation<GetAlternateContactRequest, GetAlternateContactResponse>({
  schema: GetAlternateContact$,
  subject: ({ AccountId }) => AccountId,
  resource: targetArn,
  answer(call) {
    const target = targetOf(call, "account:GetAlternateContact");
    const [type, kind] = kindOf(call.input.AlternateContactType);
    const contact = contactOf(target, kind);
    return {
      AlternateContact: {
        Name: contact.name,
        Title: contact.title,
        EmailAddress: contact.email,
        PhoneNumber: contact.phone,
        AlternateContactType: type,
      },
    };
  },
});

/** Gives the name, address and telephone number of who holds the account. */
export const getContactInformation = operation<GetContactInformationRequest, GetContactInformationResponse>({
  schema: GetContactInformation$,
  subject: ({ AccountId }) => AccountId,
  resource: targetArn,
  answer(call) {
    const { contactInformation: contact } = targetOf(call, "account:GetContactInformation");
    if (!contact) throw modelled(ResourceNotFoundException$, "No contact information found for account");
    return {
      ContactInformation: {
        FullName: contact.fullName,
        AddressLine1: contact.addressLine1,
        City: contact.city,
        PostalCode: contact.postalCode,
        CountryCode: contact.countryCode,
        PhoneNumber: contact.phone,
        CompanyName: contact.company,
        WebsiteUrl: contact.website,
      },
    };
  },
});

function kindOf(type: string | undefined): readonly [AlternateContactType, ContactKind] {
  for (const known of ["SECURITY", "BILLING", "OPERATIONS"] as const) {
    if (type === known) return [known, KINDS[known]];
  }
  throw new Refusal("invalid", `${type} is no AlternateContactType`, { reason: "fieldValidationFailed" });
}

function contactOf(account: LocalAccount, kind: ContactKind): AlternateContact {
  const contact = account[kind];
  if (contact) return contact;
  throw modelled(ResourceNotFoundException$, "No contact of the inputted alternate contact type found.");
}
