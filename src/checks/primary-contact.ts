import { ageOf, type Check, evidenceOf, unknownBecause } from "./check.ts";

export const primaryContact = {
  id: "primary-contact",
  title: "Primary contact",
  question: "Does the primary contact name a company and a phone number?",
  needs: ["primaryContact"],
  severity: "low",
  evaluate({ primaryContact: contact }, policy) {
    if (!contact.known) return unknownBecause(contact.why);
    const age = ageOf(contact.origin, policy);
    const { hasCompany, hasPhone } = contact.value;
    const lacking = [...(hasCompany ? [] : ["company"]), ...(hasPhone ? [] : ["phone number"])];
    const words = `company ${hasCompany ? "set" : "not set"}, phone number ${hasPhone ? "set" : "not set"}`;
    const evidence = [evidenceOf(contact, words)];
    if (lacking.length === 0) return { status: "pass", summary: ["complete", ...age], evidence };
    return {
      status: "fail",
      severity: "low",
      headline: `Primary contact without a ${lacking.join(" and a ")}`,
      summary: [`no ${lacking.join(", no ")}`, ...age],
      evidence,
      fingerprint: { lacking: lacking.join(", ") },
    };
  },
  remedy: {
    why:
      "The primary contact is whom AWS takes the account to belong to. When root is locked out, its phone number is a " +
      "way back in; without a company the account looks like a person's.",
    before: [
      "Choose a phone number of the company's that outlives a leaver, and whose carrier cannot be talked out of it: AWS " +
        "uses it in recovering root.",
      "For many accounts at once: trusted access for AWS Account Management has to be on in the organization.",
    ],
    console: [
      "For a member account: in the management account, open AWS Organizations at https://console.aws.amazon.com/, AWS " +
        "accounts, ACCOUNT_ID, and edit its primary contact.",
      "For the management account itself: open the account menu, Account, Contact information.",
    ],
    commands: [
      {
        does:
          "Keep what is there, because setting replaces all of it; for the account that you are in, the management " +
          "account too, without --account-id",
        run:
          "aws account get-contact-information --account-id ACCOUNT_ID --query ContactInformation " +
          "--output json > contact.json",
      },
      {
        does: "Add CompanyName and PhoneNumber to the file, then",
        run: "aws account put-contact-information --account-id ACCOUNT_ID --contact-information file://contact.json",
      },
    ],
    after: ["Contacts are read about once a week here: the next reading shows it.", "Delete the file."],
  },
  compliance: [{ framework: "CIS AWS Foundations 7.0", ids: ["2.2"] }],
} as const satisfies Check;
