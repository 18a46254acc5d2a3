import type { Service } from "../operation.ts";
import { jsonProtocol } from "../wire/json.ts";
import { listEventBuses, listRules, listTargetsByRule } from "./rules.ts";

/** Amazon EventBridge. */
export const events: Service = {
  name: "events",
  version: "2015-10-07",
  protocol: jsonProtocol({ target: "AWSEvents" }),
  operations: [listEventBuses, listRules, listTargetsByRule],
};
