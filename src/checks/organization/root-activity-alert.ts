import type { OrganizationFacts } from "../../domain/organization-facts.ts";
import type { Known, Unreadable } from "../../domain/read.ts";
import type { Evidence, Phrase, Verdict } from "../../domain/result.ts";
import type { RootActivityAlert, RootActivityAlerts, RootActivityLook } from "../../domain/root-activity.ts";
import { unknownBecause } from "../check.ts";
import type { OrganizationCheck } from "./organization-check.ts";

export const rootActivityAlert = {
  id: "root-activity-alert",
  title: "Root alert",
  question: "Would somebody notice a sign-in as root, in whichever account?",
  needs: ["rootActivityAlerts", "accounts"],
  severity: "high",
  evaluate({ rootActivityAlerts, accounts }) {
    if (!rootActivityAlerts.known) return unknownBecause(rootActivityAlerts.why);
    const { alerts } = rootActivityAlerts.value;
    const evidence = evidenceFor(rootActivityAlerts);
    const watching = alerts.filter((alert) => watchesAll(alert, accounts));
    const good = watching.find((alert) => !alert.flaw && !alert.doubt);
    if (good) {
      const detail = [named(good), ...(good.noticesRootSessions ? [ON_SESSIONS] : [])];
      return { status: "pass", summary: [`by ${good.kind}`], detail, evidence };
    }
    const doubt = doubtOf(watching, rootActivityAlerts.value);
    if (doubt)
      return { ...unknownBecause(doubt, evidence), ...(alerts.length > 0 && { detail: foundOf(alerts) }) };
    return failing(alerts, rootActivityAlerts.value, evidence);
  },
  remedy: {
    why:
      "Nobody signs in as root on a normal day, so a sign-in is either a known task or a stolen account. Without an " +
      "alert it is found weeks later, on the bill or in the news.",
    before: [
      "Root's sign-ins are recorded in one Region, whatever the Region of the work: us-east-1, in China cn-north-1, in " +
        "GovCloud us-gov-west-1, in the European Sovereign Cloud eusc-de-east-1.",
      "Have a trail of the organization that writes to CloudWatch Logs in that Region, or rules in the member accounts " +
        "that pass root's events on to one bus, whose policy lets the organization put them (aws:PrincipalOrgID).",
      "What a bus of a third account makes of it is not seen here, nor whether a trail whose logs are in another Region " +
        "takes that one in: the answer is then unknown.",
      "Decide who is told by day and by night; a mailbox that nobody reads is no alert.",
    ],
    console: [
      "In the account that the organization's trail writes to, and that Region, open CloudWatch at " +
        "https://console.aws.amazon.com/, Log groups, and choose the trail's.",
      "Metric filters, Create metric filter, with the pattern of the command below.",
      "Create an alarm on the metric: a sum of at least 1 in 5 minutes, missing data is good, and a topic as its action.",
      "Confirm the subscription to the topic from the mail that arrives: before that it tells nobody.",
    ],
    commands: [
      {
        does: "Count what root does, but for AWS's own part and for sessions of AssumeRoot such as rootcheck's",
        run:
          "aws logs put-metric-filter --region us-east-1 --log-group-name LOG_GROUP --filter-name root-activity " +
          '--filter-pattern \'{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && ' +
          '$.userIdentity.sessionContext.assumedRoot NOT EXISTS && $.eventType != "AwsServiceEvent" }\' ' +
          "--metric-transformations metricName=RootActivity,metricNamespace=Security,metricValue=1",
      },
      {
        does: "And tell a topic, which somebody has subscribed to",
        run:
          "aws cloudwatch put-metric-alarm --region us-east-1 --alarm-name root-activity --metric-name RootActivity " +
          "--namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 " +
          "--comparison-operator GreaterThanOrEqualToThreshold --treat-missing-data notBreaching " +
          "--alarm-actions TOPIC_ARN",
      },
    ],
    after: [
      "Try it: sign in as root somewhere harmless and see who is told, and how soon.",
      "If root sessions are left out of it, watch AssumeRoot itself by another alert, but for rootcheck's role.",
    ],
  },
  compliance: [
    { framework: "CIS AWS Foundations 7.0", ids: ["5.3"] },
    { framework: "CIS AWS Foundations 6.0", ids: ["5.3"] },
    { framework: "CIS AWS Foundations 5.0", ids: ["4.3"] },
    { framework: "Security Hub", ids: ["CloudWatch.1"] },
    { framework: "NIST 800-171 r2", ids: ["3.14.6", "3.14.7"] },
  ],
} as const satisfies OrganizationCheck;

const ON_SESSIONS = "; sessions of AssumeRoot set it off too, rootcheck's own among them";
const SHOWN = 3;

/** An account that is alone is its own organization. */
function watchesAll(
  { watches, account }: RootActivityAlert,
  accounts: OrganizationFacts["accounts"],
): boolean {
  return watches === "organization" || (accounts.length > 0 && accounts.every(({ id }) => id === account));
}

/** Why a good alert may still be there: one could not be read to the end, or not everywhere was looked. */
function doubtOf(
  watching: readonly RootActivityAlert[],
  { unseen }: RootActivityAlerts,
): Unreadable | undefined {
  return watching.find(({ doubt }) => doubt)?.doubt ?? unseen[0]?.why;
}

function failing(
  alerts: readonly RootActivityAlert[],
  { looked }: RootActivityAlerts,
  evidence: readonly Evidence[],
): Verdict {
  const places = [...new Set(looked.map(({ account, region }) => `${account} ${region}`))].join(" and ");
  const isWatchedSomewhere = alerts.some(({ flaw, doubt }) => !flaw && !doubt);
  return {
    status: "fail",
    severity: "high",
    headline: isWatchedSomewhere
      ? "A sign-in as root is noticed in one account only"
      : "Nobody would notice a sign-in as root",
    summary: [alerts.length === 0 ? "none" : isWatchedSomewhere ? "not of every account" : "tells nobody"],
    detail: alerts.length === 0 ? [`Looked in ${places}`] : foundOf(alerts),
    evidence,
    fingerprint: { alerts: alerts.map(described).toSorted().join("; ") },
  };
}

function foundOf(alerts: readonly RootActivityAlert[]): Phrase {
  const more = alerts.length - SHOWN;
  const listed = alerts.slice(0, SHOWN).map(described).join("; ");
  return [more > 0 ? `${listed}; and ${more} more` : listed];
}

function described(alert: RootActivityAlert): string {
  const fault = alert.flaw ?? alert.doubt?.detail ?? "it watches the root of its own account only";
  return `${named(alert)}: ${fault}`;
}

function named({ kind, name, account, region }: RootActivityAlert): string {
  return `${kind} ${name} in ${account} ${region}`;
}

const SOURCES: Readonly<Record<RootActivityLook["kind"], Pick<Evidence, "call" | "field">>> = {
  "event rule": { call: "events:ListRules", field: "Rules" },
  "metric filter": { call: "logs:DescribeMetricFilters", field: "metricFilters" },
};

function evidenceFor({ value, origin: { readAt } }: Known<RootActivityAlerts>): readonly Evidence[] {
  return value.looked.map(({ kind, account, region, rung }) => {
    const found = value.alerts.filter(
      (alert) => alert.kind === kind && alert.account === account && alert.region === region,
    );
    const words = `${found.length} about root in ${account} ${region}`;
    return { ...SOURCES[kind], rung, readAt, value: words };
  });
}
