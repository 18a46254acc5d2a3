import { ageOf, type Check, evidenceOf, unknownBecause } from "./check.ts";

export const securityContact = {
  id: "security-contact",
  title: "Security contact",
  question: "Would AWS's warnings reach somebody who deals with security?",
  needs: ["securityContactSet"],
  severity: "medium",
  evaluate({ securityContactSet }, policy) {
    if (!securityContactSet.known) return unknownBecause(securityContactSet.why);
    const age = ageOf(securityContactSet.origin, policy);
    const evidence = [evidenceOf(securityContactSet, securityContactSet.value ? "set" : "not set")];
    if (securityContactSet.value) return { status: "pass", summary: ["set", ...age], evidence };
    return {
      status: "fail",
      severity: "medium",
      headline: "No security contact",
      summary: ["not set", ...age],
      detail: ["AWS's word of a leaked key or an abused server goes to the root mailbox alone"],
      evidence,
      fingerprint: {},
    };
  },
  remedy: {
    why:
      "When AWS sees a leaked key or an account that attacks others, it writes to the security contact. Without one it " +
      "writes to the root mailbox, which in most accounts nobody reads.",
    before: [
      "Choose a mailbox of the people on duty for security, not of one person, and a phone that somebody answers.",
      "For many accounts at once: trusted access for AWS Account Management has to be on in the organization.",
    ],
    console: [
      "For a member account: in the management account, open AWS Organizations at https://console.aws.amazon.com/, AWS " +
        "accounts, ACCOUNT_ID, and edit the security contact among its contacts.",
      "For the management account itself: open the account menu, Account, Alternate contacts.",
    ],
    commands: [
      {
        does:
          "From the management account, or the delegated administrator for Account Management; for the account that you " +
          "are in, the management account too, without --account-id",
        run:
          "aws account put-alternate-contact --account-id ACCOUNT_ID --alternate-contact-type SECURITY " +
          "--name 'Security team' --title 'On duty' --email-address SECURITY_ADDRESS --phone-number PHONE",
      },
      {
        does: "And see that it is there",
        run: "aws account get-alternate-contact --account-id ACCOUNT_ID --alternate-contact-type SECURITY",
      },
    ],
    after: [
      "Contacts are read about once a week here: the next reading shows it.",
      "Set it in new accounts from the start; the billing and operations contacts are worth setting too.",
    ],
  },
  compliance: [
    { framework: "CIS AWS Foundations 7.0", ids: ["2.3"] },
    { framework: "CIS AWS Foundations 6.0", ids: ["2.2"] },
    { framework: "CIS AWS Foundations 5.0", ids: ["1.2"] },
    { framework: "Security Hub", ids: ["Account.1"] },
    { framework: "NIST 800-53 r5", ids: ["CM-2", "CM-2(2)"] },
  ],
} as const satisfies Check;
