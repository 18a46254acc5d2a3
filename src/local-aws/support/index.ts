import type { Service } from "../operation.ts";
import { jsonProtocol } from "../wire/json.ts";
import { describeCases, describeCommunications } from "./cases.ts";

/** AWS Support. */
export const support: Service = {
  name: "support",
  version: "2013-04-15",
  protocol: jsonProtocol({ target: "AWSSupport_20130415" }),
  operations: [describeCases, describeCommunications],
};
