import type { Service } from "../operation.ts";
import { queryProtocol } from "../wire/query.ts";
import { assumeRole } from "./assume-role.ts";
import { assumeRoot } from "./assume-root.ts";
import { getAccessKeyInfo } from "./get-access-key-info.ts";
import { getCallerIdentity } from "./get-caller-identity.ts";

const VERSION = "2011-06-15";

/** The Security Token Service. */
export const sts: Service = {
  name: "sts",
  version: VERSION,
  protocol: queryProtocol({
    version: VERSION,
    xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  }),
  operations: [assumeRole, assumeRoot, getAccessKeyInfo, getCallerIdentity],
};
