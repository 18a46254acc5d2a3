import type { Service } from "../operation.ts";
import { queryProtocol } from "../wire/query.ts";
import { listSubscriptionsByTopic } from "./subscriptions.ts";

const VERSION = "2010-03-31";

/** The Simple Notification Service. */
export const sns: Service = {
  name: "sns",
  version: VERSION,
  protocol: queryProtocol({ version: VERSION, xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/" }),
  operations: [listSubscriptionsByTopic],
};
