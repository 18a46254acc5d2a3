import { CONTACTS } from "../sample-accounts/index.ts";
import type { Change } from "./change.ts";

/** Whom AWS can reach about the account. */
export const contactChanges: readonly Change[] = [
  {
    id: "set-security-contact",
    label: "Set a security contact",
    done: "the security desk is the account's security contact now",
    learntFrom: "contacts",
    applies: ({ account }) => account.securityContact === undefined,
    apply: ({ account }) => {
      account.securityContact = { ...CONTACTS.securityContact, title: "On call", phone: "+49 40 5550100" };
    },
  },
  {
    id: "remove-security-contact",
    label: "Remove the security contact",
    done: "the account has no security contact any more",
    learntFrom: "contacts",
    applies: ({ account }) => account.securityContact !== undefined,
    apply: ({ account }) => {
      delete account.securityContact;
    },
  },
];
