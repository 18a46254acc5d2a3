import { ListSubscriptionsByTopicCommand } from "@aws-sdk/client-sns";
import type { Unreadable } from "../domain/read.ts";
import type { Place } from "../domain/root-activity.ts";
import type { Monitoring } from "./clients.ts";
import { failureOf } from "./failure.ts";
import { pagesOf } from "./pages.ts";
import type { Asking } from "./reading.ts";
import type { Scene } from "./root-events.ts";

/** One account and Region that is looked at for alerts. */
export interface Lookout extends Asking {
  /** Where root's sign-ins are recorded. */
  readonly scene: Scene;
  /** Where alerts on them are looked for. */
  readonly region: string;
  /** All places whose buses are looked at. */
  readonly watched: readonly Place[];
  readonly monitoring: Monitoring;
  /** The organization that the account is in. */
  readonly organizationId?: string;
}

/** Whether somebody would be told in the end: if neither is there, yes. */
export interface Outlook {
  readonly flaw?: string;
  readonly doubt?: Unreadable;
  /** The doubt is what becomes of it somewhere else, where the whole organization may be watched. */
  readonly isPassedOn?: true;
}

/** One that tells somebody is enough; else what might, else why the first does not. */
export function bestOf(outlooks: readonly Outlook[], none: string): Outlook {
  const best = outlooks.find(({ flaw, doubt }) => !flaw && !doubt) ?? outlooks.find(({ flaw }) => !flaw);
  return best ?? outlooks[0] ?? { flaw: none };
}

/** What comes of a target or action: a topic tells its subscribers, a bus only passes on, all else counts as telling. */
export async function outlookOn(arn: string, lookout: Lookout): Promise<Outlook> {
  const [, , service, region = "", account = "", resource = ""] = arn.split(":");
  if (service === "events" && resource.startsWith("event-bus/"))
    return outlookOnBus(resource, { account, region }, lookout);
  if (service !== "sns") return {};
  try {
    const subscribed = await isSubscribed(arn, lookout);
    return subscribed ? {} : { flaw: `nobody has confirmed a subscription to its topic ${resource}` };
  } catch (error) {
    return { doubt: failureOf(error, "sns:ListSubscriptionsByTopic", lookout.rung) };
  }
}

/** The rules of a bus that is looked at speak for themselves; who knows what those of another do. */
function outlookOnBus(bus: string, at: Place, { watched, rung }: Lookout): Outlook {
  if (watched.some(({ account, region }) => account === at.account && region === at.region))
    return { flaw: `it only passes events on to ${bus}` };
  const detail = `what becomes of it on ${bus} in ${at.account} ${at.region}, which is not looked at`;
  const call = "events:ListTargetsByRule";
  return { doubt: { code: "missing-in-answer", call, detail, rung }, isPassedOn: true };
}

/** Until it is confirmed, a subscription has a word in place of its ARN. */
async function isSubscribed(TopicArn: string, { monitoring, call }: Lookout): Promise<boolean> {
  const ask = (token: string | undefined) =>
    call("sns:ListSubscriptionsByTopic", () =>
      monitoring.sns.send(
        new ListSubscriptionsByTopicCommand({ TopicArn, ...(token && { NextToken: token }) }),
      ),
    );
  for await (const { Subscriptions = [] } of pagesOf(ask, ({ NextToken }) => NextToken))
    if (Subscriptions.some(({ SubscriptionArn }) => SubscriptionArn?.startsWith("arn:"))) return true;
  return false;
}
