import type { AccountSpecification } from "../../local-aws/account.ts";
import { MANAGEMENT, SECURITY_TOOLING } from "./account.ts";

/** What is meant to notice root, and does not. */

type Monitoring = NonNullable<AccountSpecification["monitoring"]>;

const TOPIC = `arn:aws:sns:us-east-1:${MANAGEMENT}:root-activity`;

/** All as the benchmark wants it, on the trail of the whole organization; but the mail to confirm was never opened. */
export const watchOfManagement: Monitoring = {
  logGroups: [
    {
      name: "organization-trail",
      streams: [MANAGEMENT, SECURITY_TOOLING].map((id) => `o-brightharb_${id}_CloudTrail_us-east-1`),
    },
  ],
  metricFilters: [
    {
      name: "root-usage",
      logGroup: "organization-trail",
      pattern:
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
      metric: "RootUsage",
    },
  ],
  alarms: [{ name: "root-usage", metric: "RootUsage", actions: [TOPIC] }],
  topics: [
    { name: "root-activity", subscriptions: [{ endpoint: "security@example.com", confirmed: false }] },
  ],
};

/** Works, for this account alone. */
export const watchOfSecurity: Monitoring = {
  eventRules: [
    {
      name: "root-sign-in",
      pattern: JSON.stringify({
        "detail-type": ["AWS Console Sign In via CloudTrail"],
        detail: { userIdentity: { type: ["Root"] } },
      }),
      targets: [`arn:aws:lambda:us-east-1:${SECURITY_TOOLING}:function:page-the-security-desk`],
    },
  ],
};
