import type { Service } from "../operation.ts";
import { jsonProtocol } from "../wire/json.ts";
import { describeAlarmsForMetric } from "./alarms.ts";

/** Amazon CloudWatch. */
export const cloudWatch: Service = {
  name: "monitoring",
  policyName: "cloudwatch",
  version: "2010-08-01",
  protocol: jsonProtocol({ target: "GraniteServiceVersion20100801", version: "1.0" }),
  operations: [describeAlarmsForMetric],
};
