import { digestOf } from "../domain/fingerprint.ts";
import { maskEmail } from "../domain/mask.ts";
import type { Evidence } from "../domain/result.ts";
import type { AccountFacts } from "../domain/root-facts.ts";
import { type Check, type CheckPolicy, notApplicable, unknownBecause } from "./check.ts";
import { outsideOrganization } from "./no-organization.ts";
import { isPersonalMailbox } from "./personal-mailboxes.ts";

/**
 * Judges the domain of root's e-mail address. It must be an allowed one, whatever its case, and exactly: a subdomain of
 * an allowed domain is another domain, which may have other administrators. A personal mailbox is wrong wherever it is.
 */
export const rootEmail = {
  id: "root-email",
  title: "Root e-mail",
  question: "Is root's e-mail address on a domain of the company's?",
  needs: ["account"],
  severity: "high",
  evaluate({ account }, policy) {
    const { email, isManagement } = account;
    const { call, readAt } = describedBy(account, policy);
    if (email === undefined) {
      const lacking = { code: "missing-in-answer", call, detail: "Email", rung: "own credentials" } as const;
      return outsideOrganization(account) ?? unknownBecause(lacking);
    }
    const masked = maskEmail(email);
    const evidence: Evidence[] = [{ call, field: "Email", rung: "own credentials", readAt, value: masked }];
    const severity = isManagement ? "high" : "medium";
    const domain = domainOf(email);
    const fingerprint = { address: digestOf(email.toLowerCase()) };
    if (isPersonalMailbox(domain)) {
      const headline = "Root e-mail is a personal mailbox";
      const detail = [`${domain} has people's private mailboxes: it leaves with its owner`];
      return { status: "fail", severity, headline, summary: [masked], detail, evidence, fingerprint };
    }
    const allowed = policy.emailDomains;
    if (allowed.length === 0)
      return notApplicable("no-domains-configured", "no allowed domains are set", evidence);
    if (allowed.some((one) => one.toLowerCase() === domain))
      return { status: "pass", summary: [masked], evidence };
    const headline = "Root e-mail is on a domain that is not allowed";
    const detail = [`Allowed: ${listed(allowed)}`];
    return { status: "fail", severity, headline, summary: [masked], detail, evidence, fingerprint };
  },
  remedy: {
    why:
      "Whoever reads this mailbox, or administers its domain, can reset the root password, and with the primary " +
      "contact's phone the MFA too. A private address leaves with the person; a lapsed domain is for sale.",
    before: [
      "Make a mailbox of a group for each account, on a domain of the company's that will be renewed, and let no more " +
        "people read it than may be root. AWS takes an address for one account only: a plus sign makes more of one.",
      "See that mail from AWS arrives there: the code comes to the new address, and is good for a day.",
      "For a member account, trusted access for AWS Account Management has to be on in the organization.",
    ],
    console: [
      "For a member account: in the management account, open AWS Organizations at https://console.aws.amazon.com/, AWS " +
        "accounts, and choose ACCOUNT_ID.",
      "In its account details choose to update the e-mail address, and confirm it with the code that arrives there.",
      "For the management account, or one outside an organization: sign in as root and open the account menu, Account.",
    ],
    commands: [
      {
        does: "From the management account, or the delegated administrator for Account Management",
        run: "aws account start-primary-email-update --account-id ACCOUNT_ID --primary-email NEW_ADDRESS",
      },
      {
        does: "Then with the code from the new mailbox",
        run: "aws account accept-primary-email-update --account-id ACCOUNT_ID --primary-email NEW_ADDRESS --otp CODE",
      },
    ],
    after: [
      "Keep the old mailbox for a while: invoices and warnings of AWS may still go there. Password and MFA stay as they " +
        "were.",
      "Protect the mail system's administrators as you protect root: they can become it.",
    ],
  },
  compliance: [],
} as const satisfies Check;

/** What said the address; without a description there was none to say it. */
function describedBy({ described }: AccountFacts["account"], { at }: CheckPolicy) {
  return described ?? ({ call: "organizations:DescribeAccount", readAt: at } as const);
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase();
}

/** The first few, because a message has to hold them. */
function listed(domains: readonly string[]): string {
  const more = domains.length - 5;
  return domains.slice(0, 5).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
