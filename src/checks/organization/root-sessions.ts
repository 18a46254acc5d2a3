import { evidenceOf, unknownBecause } from "../check.ts";
import { withoutOrganization } from "./members.ts";
import type { OrganizationCheck } from "./organization-check.ts";

export const rootSessions = {
  id: "org-root-sessions",
  title: "Privileged root sessions",
  question: "Can the organization open a root session in a member account for what only root can do there?",
  needs: ["accounts", "rootSessions"],
  severity: "info",
  evaluate({ accounts, rootSessions: feature }) {
    const none = withoutOrganization(accounts);
    if (none) return none;
    if (!feature.known) return unknownBecause(feature.why);
    if (feature.value) return { status: "pass", summary: ["on"], evidence: [evidenceOf(feature, "on")] };
    return {
      status: "fail",
      severity: "info",
      headline: "Privileged root sessions are off",
      summary: [feature.origin.given ?? "off"],
      detail: [
        "A bucket or queue that its own policy has locked can be opened by the account's root user alone",
      ],
      fingerprint: { feature: "off" },
      evidence: [evidenceOf(feature, feature.origin.given ?? "off")],
    };
  },
  remedy: {
    why:
      "An S3 bucket or SQS queue whose policy denies everybody can be unlocked by root alone. With root sessions on, the " +
      "organization does it for one task and a quarter of an hour, so that no member account has to keep root " +
      "credentials for that day.",
    before: [
      "It takes the management account, and trusted access for IAM.",
      "Whoever may call sts:AssumeRoot in the management account or the delegated administrator for IAM can then unlock " +
        "buckets and queues everywhere: limit that action by its task policy and target.",
    ],
    console: [
      "Sign in to the management account at https://console.aws.amazon.com/.",
      "Open IAM, Root access management, and switch on Privileged root actions in member accounts.",
    ],
    commands: [
      {
        does: "From the management account: trusted access for IAM, where it is off",
        run: "aws organizations enable-aws-service-access --service-principal iam.amazonaws.com",
      },
      { does: "Then the feature", run: "aws iam enable-organizations-root-sessions" },
    ],
    after: [
      "Have AssumeRoot noticed in CloudTrail: outside of audits it should be rare.",
      "See that the policy that denies root spares root sessions, or they are of no use.",
    ],
  },
  compliance: [{ framework: "CIS AWS Foundations 7.0", ids: ["2.1.1"] }],
} as const satisfies OrganizationCheck;
