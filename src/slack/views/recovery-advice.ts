import type { Account } from "../../domain/account.ts";
import { type Block, bullets } from "../blocks.ts";

/** What to do when no source names the address for certain. */
export function nextSteps(): Block {
  return bullets([
    [
      "Search the company's mailboxes and archives for letters from Amazon Web Services (no-reply-aws@amazon.com): the welcome, invoices, “root user”. They go to the address that is looked for.",
    ],
    [
      "Ask AWS by the form for account and sign-in trouble, which needs no sign-in: https://support.aws.amazon.com/#/contacts/aws-account-support",
    ],
  ]);
}

/** How an address is changed, by a person: rootcheck does not. */
export function changeAdvice({ id, isManagement, described }: Account): string {
  if (described && !isManagement)
    return `To change it, from the management account: aws account start-primary-email-update --account-id ${id} --primary-email <new>, then accept-primary-email-update with the code that the new mailbox gets.`;
  return "To change it, sign in as its root user and open Account; no API changes it for an account on its own or for the management account.";
}
