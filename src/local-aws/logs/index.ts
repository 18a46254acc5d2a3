import type { Service } from "../operation.ts";
import { jsonProtocol } from "../wire/json.ts";
import { describeLogStreams, describeMetricFilters } from "./filters.ts";

/** Amazon CloudWatch Logs. */
export const logs: Service = {
  name: "logs",
  version: "2014-03-28",
  protocol: jsonProtocol({ target: "Logs_20140328" }),
  operations: [describeLogStreams, describeMetricFilters],
};
