import type { AccountSpecification } from "../account.ts";

/** What is known of a generated account beside its root user: mailbox, contacts, name. */

/** One kind of profile. */
export interface Profile {
  readonly name: string;
  /** Accounts out of a thousand, among those whose kind does not demand another. */
  readonly share: number;
  /** Beside `example.com`. */
  readonly mailDomain?: string;
  readonly securityContact?: false;
  /** What the primary contact lacks. */
  readonly lacks?: "company" | "phone" | "both";
  readonly hostileName?: true;
}

/** Every kind of profile. */
export const PROFILES = [
  { name: "complete", share: 780 },
  { name: "no-security-contact", share: 100, securityContact: false },
  { name: "no-company", share: 30, lacks: "company" },
  { name: "no-phone", share: 20, lacks: "phone" },
  { name: "personal-mailbox", share: 20, mailDomain: "gmail.com" },
  { name: "foreign-domain", share: 20, mailDomain: "tidewater.example" },
  { name: "nothing-kept", share: 20, mailDomain: "gmail.com", securityContact: false, lacks: "both" },
  { name: "hostile-name", share: 10, hostileName: true },
  { name: "management-personal-mailbox", share: 0, mailDomain: "gmail.com" },
  { name: "not-active", share: 0 },
] as const satisfies readonly Profile[];

/** The name of a kind of profile. */
export type ProfileName = (typeof PROFILES)[number]["name"];

/** One kind of profile, by a name that is known. */
export type NamedProfile = Profile & { readonly name: ProfileName };

/** The contacts of an account with that profile. */
export function contactsOf({ securityContact, lacks }: Profile): Partial<AccountSpecification> {
  const company = lacks === "company" || lacks === "both" ? {} : { company: "Bright Harbor" };
  const phone = lacks === "phone" || lacks === "both" ? {} : { phone: "+49 40 5550199" };
  const security = { name: "Security Desk", title: "Security", email: "security@example.com" };
  return {
    ...(securityContact !== false && { securityContact: security }),
    contactInformation: { ...company, ...phone },
  };
}
