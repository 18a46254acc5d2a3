import { CloudWatchClient, DescribeAlarmsForMetricCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { ListSubscriptionsByTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { expect, test } from "vitest";
import { failureOf, type Key, MEMBER, MEMBER_KEY, startTestAws, type TestAws } from "./support.ts";

const config = ({ url: endpoint }: TestAws, { accessKeyId, secretAccessKey, sessionToken }: Key) => ({
  ...{ endpoint, region: "us-east-1", maxAttempts: 1 },
  credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
});
type Config = ReturnType<typeof config>;

const TopicArn = `arn:aws:sns:us-east-1:${MEMBER}:nobody`;
const asked: Readonly<Record<string, (each: Config) => Promise<unknown>>> = {
  "events:ListRules": (each) =>
    new EventBridgeClient(each).send(new ListRulesCommand({ EventBusName: "other" })),
  "events:ListTargetsByRule": (each) =>
    new EventBridgeClient(each).send(new ListTargetsByRuleCommand({ Rule: "none" })),
  "logs:DescribeLogStreams": (each) =>
    new CloudWatchLogsClient(each).send(new DescribeLogStreamsCommand({ logGroupName: "none" })),
  "cloudwatch:DescribeAlarmsForMetric": (each) =>
    new CloudWatchClient(each).send(new DescribeAlarmsForMetricCommand({ MetricName: "M", Namespace: "N" })),
  "sns:ListSubscriptionsByTopic": (each) =>
    new SNSClient(each).send(new ListSubscriptionsByTopicCommand({ TopicArn })),
};

test.each(Object.entries(asked))(
  "%s is refused by that name where no policy allows it",
  async (name, ask) => {
    const aws = await startTestAws();
    const { name: error, message } = await failureOf(ask(config(aws, await aws.roleSession())));
    expect(error).toMatch(/^AccessDenied/);
    expect(message).toContain(`is not authorized to perform: ${name} on resource: `);
  },
);

test.each([
  ["events:ListRules", "ResourceNotFoundException"],
  ["events:ListTargetsByRule", "ResourceNotFoundException"],
  ["logs:DescribeLogStreams", "ResourceNotFoundException"],
  ["sns:ListSubscriptionsByTopic", "NotFoundException"],
])("%s of what is not there is a %s", async (name, error) => {
  const aws = await startTestAws();
  expect(await failureOf(asked[name]?.(config(aws, MEMBER_KEY)) ?? Promise.resolve())).toMatchObject({
    name: error,
  });
});

test("a metric without an alarm has none", async () => {
  const aws = await startTestAws();
  const found = asked["cloudwatch:DescribeAlarmsForMetric"]?.(config(aws, MEMBER_KEY));
  expect(await found).toMatchObject({ MetricAlarms: [] });
});
