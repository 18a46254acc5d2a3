import {
  DescribeAlarmsForMetric$,
  type DescribeAlarmsForMetricInput,
  type DescribeAlarmsForMetricOutput,
} from "@aws-sdk/client-cloudwatch";
import { anyResource, operation } from "../operation.ts";

/** Lists the alarms that are set on a metric. */
export const describeAlarmsForMetric = operation<DescribeAlarmsForMetricInput, DescribeAlarmsForMetricOutput>(
  {
    schema: DescribeAlarmsForMetric$,
    resource: anyResource,
    answer({ account, region, organization, input }) {
      const { MetricName, Namespace } = input;
      const found = account.monitoring.alarms.filter(
        (alarm) => alarm.region === region && alarm.metric === MetricName && alarm.namespace === Namespace,
      );
      const MetricAlarms = found.map(({ name, actionsEnabled, actions }) => ({
        AlarmName: name,
        AlarmArn: `arn:${organization.partition}:cloudwatch:${region}:${account.id}:alarm:${name}`,
        ActionsEnabled: actionsEnabled,
        AlarmActions: actions,
        MetricName,
        Namespace,
      }));
      return { MetricAlarms };
    },
  },
);
