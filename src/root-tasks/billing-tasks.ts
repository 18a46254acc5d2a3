import type { RootTask } from "./root-task.ts";
import { CHECKED, DOCUMENTATION, LIST } from "./sources.ts";

/** What concerns money. */
export const billingTasks: readonly RootTask[] = [
  {
    id: "support-plan",
    title: "Change the Support plan",
    classic: 2,
    state: "no longer",
    today: "A plan is bought, changed and ended by anybody who has the right policy.",
    since: "2022-09-29",
    instead: "The supportplans actions, as in the managed policy AWSSupportPlansFullAccess",
    words: ["business", "enterprise", "developer", "upgrade", "downgrade", "cancel", "subscription"],
    source: `${DOCUMENTATION}/awssupport/latest/user/security-support-plans.html`,
    checked: CHECKED,
  },
  {
    id: "tax-invoices",
    title: "See certain tax invoices",
    classic: 3,
    state: "root only",
    today: "AWS shows certain tax invoices to root alone. Those with VAT from AWS Europe are open to others.",
    words: ["vat", "bill", "receipt", "download", "view", "finance"],
    source: LIST,
    checked: CHECKED,
  },
  {
    id: "billing-access",
    title: "Let IAM into the Billing console",
    classic: 14,
    state: "partly",
    today: "Only switching that access on is root's, and a few billing tasks; other settings are not.",
    inMembers: { how: "Accounts that Organizations creates have it on from the beginning" },
    words: ["activate", "activating", "cost", "costs", "invoices", "payment", "settings", "users"],
    source: LIST,
    checked: CHECKED,
  },
  {
    id: "reserved-instance-seller",
    title: "Register as a seller in the Reserved Instance Marketplace",
    state: "root only",
    today: "Registering takes the root user.",
    words: ["sell", "ri", "ec2", "market", "instances"],
    source: LIST,
    checked: CHECKED,
  },
];
