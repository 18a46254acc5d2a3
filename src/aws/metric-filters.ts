import { DescribeAlarmsForMetricCommand, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import {
  DescribeLogStreamsCommand,
  DescribeMetricFiltersCommand,
  type MetricFilter,
  type MetricTransformation,
} from "@aws-sdk/client-cloudwatch-logs";
import type { RootActivityAlert } from "../domain/root-activity.ts";
import { bestOf, type Lookout, type Outlook, outlookOn } from "./alert-outlook.ts";
import { judgePattern } from "./alert-pattern.ts";
import { failureOf } from "./failure.ts";
import { matchesFilter } from "./filter-pattern.ts";
import { pagesOf } from "./pages.ts";

/** The metric filters on logs that would notice root or are meant to. Rejects as the SDK does. */
export async function readMetricFilters(lookout: Lookout): Promise<readonly RootActivityAlert[]> {
  const found: RootActivityAlert[] = [];
  for (const filter of await listFilters(lookout)) {
    const alert = await judgeFilter(filter, lookout);
    if (alert) found.push(alert);
  }
  return found;
}

async function listFilters({ monitoring, call }: Lookout): Promise<readonly MetricFilter[]> {
  const ask = (token: string | undefined) =>
    call("logs:DescribeMetricFilters", () =>
      monitoring.logs.send(new DescribeMetricFiltersCommand(token ? { nextToken: token } : {})),
    );
  const pages = await Array.fromAsync(pagesOf(ask, ({ nextToken }) => nextToken));
  return pages.flatMap(({ metricFilters = [] }) => metricFilters);
}

/** Undefined where it is about something else; one that takes every record counts as such. */
async function judgeFilter(
  { filterName: name = "", filterPattern: text = "", logGroupName, metricTransformations }: MetricFilter,
  lookout: Lookout,
): Promise<RootActivityAlert | undefined> {
  const { scene } = lookout;
  if (text.trim() === "") return undefined;
  const judgement = judgePattern({ text, matches: (record) => matchesFilter(text, record) }, scene);
  if (!judgement) return undefined;
  const { flaw, noticesRootSessions } = judgement;
  const origin = flaw ? { watches: "own account" as const } : await whoseLogs(logGroupName, lookout);
  const outlook = flaw ? { flaw } : await outlookOnAlarms(metricTransformations ?? [], lookout);
  return {
    kind: "metric filter",
    ...{ account: scene.account, region: lookout.region, name, noticesRootSessions },
    ...(outlook.flaw ? { watches: origin.watches } : { ...doubtOnTrail(lookout), ...origin }),
    ...outlook,
  };
}

/** A trail of all Regions writes to the logs of one, which do not tell it from a trail of that Region alone. */
function doubtOnTrail({ scene, region, rung }: Lookout): Outlook {
  if (region === scene.region) return {};
  const detail = `whether its trail takes in ${scene.region}, where sign-ins as root are recorded`;
  return { doubt: { code: "missing-in-answer", call: "logs:DescribeMetricFilters", detail, rung } };
}

/** The trail of an organization writes a stream for each account, and puts its own id before the account's. */
async function whoseLogs(
  logGroupName: string | undefined,
  { monitoring, call, rung, organizationId }: Lookout,
): Promise<Pick<RootActivityAlert, "watches" | "doubt">> {
  if (!logGroupName || !organizationId) return { watches: "own account" };
  const logStreamNamePrefix = `${organizationId}_`;
  try {
    const answer = await call("logs:DescribeLogStreams", () =>
      monitoring.logs.send(new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix })),
    );
    return { watches: answer.logStreams?.length ? "organization" : "own account" };
  } catch (error) {
    return { watches: "organization", doubt: failureOf(error, "logs:DescribeLogStreams", rung) };
  }
}

async function outlookOnAlarms(metrics: readonly MetricTransformation[], lookout: Lookout): Promise<Outlook> {
  const alarms = await Promise.all(metrics.map((metric) => alarmsOn(metric, lookout)));
  const outlooks = await Promise.all(alarms.flat().map((alarm) => outlookOnAlarm(alarm, lookout)));
  return bestOf(outlooks, "no alarm is set on its metric");
}

async function alarmsOn(
  { metricName: MetricName, metricNamespace: Namespace }: MetricTransformation,
  { monitoring, call }: Lookout,
): Promise<readonly MetricAlarm[]> {
  const command = new DescribeAlarmsForMetricCommand({ MetricName, Namespace });
  const answer = await call("cloudwatch:DescribeAlarmsForMetric", () => monitoring.cloudWatch.send(command));
  return answer.MetricAlarms ?? [];
}

async function outlookOnAlarm(
  { AlarmName = "", ActionsEnabled, AlarmActions = [] }: MetricAlarm,
  lookout: Lookout,
): Promise<Outlook> {
  if (!ActionsEnabled) return { flaw: `the actions of its alarm ${AlarmName} are switched off` };
  const outlooks = await Promise.all(AlarmActions.map((arn) => outlookOn(arn, lookout)));
  return bestOf(outlooks, `its alarm ${AlarmName} has no action`);
}
