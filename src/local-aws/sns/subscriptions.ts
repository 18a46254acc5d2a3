import {
  ListSubscriptionsByTopic$,
  type ListSubscriptionsByTopicInput,
  type ListSubscriptionsByTopicResponse,
  NotFoundException$,
} from "@aws-sdk/client-sns";
import { anyResource, operation } from "../operation.ts";
import { pageOf } from "../organizations/page.ts";
import { uniqueId } from "../principal.ts";
import { modelled } from "../wire/refusal.ts";

/** Lists who is told by a topic; of whoever has not confirmed, there is no ARN yet. */
export const listSubscriptionsByTopic = operation<
  ListSubscriptionsByTopicInput,
  ListSubscriptionsByTopicResponse
>({
  schema: ListSubscriptionsByTopic$,
  resource: anyResource,
  answer({ account, region, organization, input, switches }) {
    const { TopicArn = "", NextToken } = input;
    const prefix = `arn:${organization.partition}:sns:${region}:${account.id}:`;
    const topic = account.monitoring.topics.find(
      ({ name, ...each }) => each.region === region && TopicArn === prefix + name,
    );
    if (!topic) throw modelled(NotFoundException$, "Topic does not exist");
    const { entries, ...page } = pageOf(topic.subscriptions, { NextToken }, switches);
    const Subscriptions = entries.map(({ endpoint, confirmed }) => ({
      SubscriptionArn: confirmed
        ? `${TopicArn}:${uniqueId("", endpoint).toLowerCase()}`
        : "PendingConfirmation",
      Owner: account.id,
      Protocol: "email",
      Endpoint: endpoint,
      TopicArn,
    }));
    return { Subscriptions, ...page };
  },
});
