import type { Account, Partition } from "../../domain/account.ts";
import type { Verdict } from "../../email-recovery/rank.ts";
import { type Block, bold, bullets, paragraph, type Span } from "../blocks.ts";

const SEARCH =
  "Search the company's mailboxes and archives for what AWS writes to root users, such as the welcome, invoices and sign-in codes: from no-reply-aws@amazon.com, @signin.aws or @verify.signin.aws. It goes to the address that is looked for.";
const FORM = "https://support.aws.amazon.com/#/contacts/aws-account-support";
const SPREADING = "A change of the address takes AWS up to four hours to spread: look it up again then.";

const HEADINGS: Readonly<Record<Exclude<Verdict, "certain">, string>> = {
  conflict: "Before you rely on either",
  likely: "To be sure",
  several: "To be sure",
  hints: "What to do next",
  nothing: "What to do next",
};

/** What to do while the address is in doubt. */
export function nextSteps(verdict: Verdict, { partition }: Account): readonly Block[] {
  if (verdict === "certain") return [];
  const steps = verdict === "conflict" ? [[SPREADING]] : [[SEARCH], formIn(partition)];
  return [paragraph(bold(HEADINGS[verdict])), bullets(steps)];
}

/** China and the European sovereign cloud are companies of their own, with websites of their own. */
function formIn(partition: Partition): readonly Span[] {
  if (partition === "aws-cn" || partition === "aws-eusc")
    return ["Ask AWS by the contact form of the website on which the account was opened."];
  return [
    "Ask AWS by the form for account and sign-in trouble, which needs no sign-in: ",
    { type: "link", url: FORM, text: FORM },
  ];
}

/** How an address is changed, by a person: rootcheck does not. */
export function changeAdvice({ id, isManagement, described }: Account): string {
  if (described && !isManagement)
    return `To change it, from the management account: aws account start-primary-email-update --account-id ${id} --primary-email <new>, then accept-primary-email-update with the code that the new mailbox gets.`;
  return "To change it, sign in as its root user and open Account; no API changes it for an account on its own or for the management account.";
}
