import { evidenceOf, unknownBecause } from "../check.ts";
import { withoutOrganization } from "./members.ts";
import type { OrganizationCheck } from "./organization-check.ts";

export const rootCredentialsManagement = {
  id: "org-root-credentials-management",
  title: "Central root credentials management",
  question: "Does the organization manage the root credentials of its member accounts centrally?",
  needs: ["accounts", "centralCredentialsManagement"],
  severity: "high",
  evaluate({ accounts, centralCredentialsManagement: central }) {
    const none = withoutOrganization(accounts);
    if (none) return none;
    if (!central.known) return unknownBecause(central.why);
    if (central.value) return { status: "pass", summary: ["on"], evidence: [evidenceOf(central, "on")] };
    return {
      status: "fail",
      severity: "high",
      headline: "Root credentials are not managed centrally",
      summary: [central.origin.given ?? "off"],
      detail: [
        "Every member account's root can have a password and keys of its own, and get them back by its mailbox",
      ],
      fingerprint: { feature: "off" },
      evidence: [evidenceOf(central, central.origin.given ?? "off")],
    };
  },
  remedy: {
    why:
      "With it on, the organization takes root's password, keys and MFA devices away from member accounts, accounts that " +
      "it makes have none from the start, and nobody can bring them back by the mailbox alone. Without it each account's " +
      "root is a door of its own.",
    before: [
      "The organization needs all features enabled, not consolidated billing alone.",
      "It takes the management account: a delegated administrator may use the feature but not switch it on.",
      "Switching it on removes nothing by itself: that is done account by account, and told by the check of root " +
        "credentials.",
    ],
    console: [
      "Sign in to the management account at https://console.aws.amazon.com/.",
      "Open IAM, Account settings or Root access management, and choose Enable.",
      "Choose Root credentials management; the console switches on trusted access for IAM by itself.",
    ],
    commands: [
      {
        does: "From the management account: trusted access for IAM",
        run: "aws organizations enable-aws-service-access --service-principal iam.amazonaws.com",
      },
      { does: "Then the feature", run: "aws iam enable-organizations-root-credentials-management" },
      { does: "See what is on", run: "aws iam list-organizations-features" },
    ],
    after: [
      "Remove the credentials that member accounts still have; the accounts' own findings name them.",
      "Let an account other than management administer IAM, so that nobody has to work in the management account.",
    ],
  },
  compliance: [{ framework: "CIS AWS Foundations 7.0", ids: ["2.1.1"] }],
} as const satisfies OrganizationCheck;
