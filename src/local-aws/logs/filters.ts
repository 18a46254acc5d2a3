import {
  DescribeLogStreams$,
  type DescribeLogStreamsRequest,
  type DescribeLogStreamsResponse,
  DescribeMetricFilters$,
  type DescribeMetricFiltersRequest,
  type DescribeMetricFiltersResponse,
  ResourceNotFoundException$,
} from "@aws-sdk/client-cloudwatch-logs";
import { anyResource, operation } from "../operation.ts";
import { pageOf } from "../organizations/page.ts";
import { modelled } from "../wire/refusal.ts";

/** Lists the metric filters of the Region. */
export const describeMetricFilters = operation<DescribeMetricFiltersRequest, DescribeMetricFiltersResponse>({
  schema: DescribeMetricFilters$,
  resource: anyResource,
  answer({ account, region, input, switches }) {
    const all = account.monitoring.metricFilters.filter((filter) => filter.region === region);
    const { entries, NextToken: nextToken } = pageOf(all, { NextToken: input.nextToken }, switches);
    const metricFilters = entries.map(({ name, logGroup, pattern, metric, namespace }) => ({
      filterName: name,
      logGroupName: logGroup,
      filterPattern: pattern,
      metricTransformations: [{ metricName: metric, metricNamespace: namespace, metricValue: "1" }],
    }));
    return { metricFilters, nextToken };
  },
});

/** Lists the streams of a log group. */
export const describeLogStreams = operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse>({
  schema: DescribeLogStreams$,
  resource: anyResource,
  answer({ account, region, input, switches }) {
    const { logGroupName, logStreamNamePrefix = "" } = input;
    const group = account.monitoring.logGroups.find(
      ({ name, ...each }) => name === logGroupName && each.region === region,
    );
    if (!group) throw modelled(ResourceNotFoundException$, "The specified log group does not exist.");
    const all = group.streams.filter((name) => name.startsWith(logStreamNamePrefix));
    const { entries, NextToken: nextToken } = pageOf(all, { NextToken: input.nextToken }, switches);
    return { logStreams: entries.map((logStreamName) => ({ logStreamName })), nextToken };
  },
});
