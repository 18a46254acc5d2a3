import type { RootTask } from "./root-task.ts";
import { CHECKED, DOCUMENTATION, LIST } from "./sources.ts";

/** What concerns an account as a whole. */
export const accountTasks: readonly RootTask[] = [
  {
    id: "account-settings",
    title: "Change the root user's details: account name, root e-mail, password, access keys",
    classic: 1,
    state: "partly",
    today:
      "The name is an ordinary setting now. A standalone account's e-mail address, password and access keys still take its root user, and so does the management account's e-mail address.",
    since: "2025-04-22",
    instead:
      "account:PutAccountName for the name, account:StartPrimaryEmailUpdate for a member's e-mail address",
    inMembers: {
      how: "The management account, or Account Management's delegated administrator, changes the e-mail address since 2024-06-06 (account:StartPrimaryEmailUpdate, AcceptPrimaryEmailUpdate); root's password and keys can be deleted centrally since 2024-11-14",
      taskPolicy: "IAMDeleteRootUserCredentials",
    },
    words: ["rename", "email", "mail", "address", "mailbox", "settings", "owner", "edit", "update"],
    source: LIST,
    checked: CHECKED,
  },
  {
    id: "close-account",
    title: "Close the account",
    classic: 4,
    state: "partly",
    today:
      "A standalone account and the management account are closed by their own root user. There is an IAM action account:CloseAccount, but AWS's guide still asks for root.",
    inMembers: {
      how: "The management account, or one that it delegates this to, closes members with organizations:CloseAccount",
    },
    words: ["delete", "terminate", "shut", "down", "remove", "end", "cancel", "aws"],
    source: `${DOCUMENTATION}/organizations/latest/userguide/orgs_manage_accounts_close.html`,
    checked: CHECKED,
  },
  {
    id: "govcloud-sign-up",
    title: "Sign up for AWS GovCloud (US)",
    classic: 5,
    state: "partly",
    today: "Signing up by oneself still takes the root user.",
    instead: "organizations:CreateGovCloudAccount in the management account makes one without it",
    words: ["government", "gov", "cloud", "us", "create", "register"],
    source: LIST,
    checked: CHECKED,
  },
  {
    id: "contacts",
    title: "Change contacts, currency, or the Regions that are on",
    state: "never was",
    today:
      "These are ordinary settings of Account Management and Billing, however close they stand to root's own.",
    instead: "account:PutContactInformation, PutAlternateContact, EnableRegion and DisableRegion",
    words: [
      "contact",
      "alternate",
      "security",
      "phone",
      "number",
      "telephone",
      "address",
      "payment",
      "enable",
      "region",
      "opt",
    ],
    source: `${DOCUMENTATION}/accounts/latest/reference/manage-acct-update-contact.html`,
    checked: CHECKED,
  },
];
