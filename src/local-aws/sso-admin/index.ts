import type { Service } from "../operation.ts";
import { jsonProtocol } from "../wire/json.ts";
import {
  describePermissionSet,
  getInlinePolicyForPermissionSet,
  listInstances,
  listManagedPoliciesInPermissionSet,
  listPermissionSets,
  listPermissionSetsProvisionedToAccount,
} from "./permission-sets.ts";

/** IAM Identity Center's administration, which policies and signatures call `sso`. */
export const ssoAdmin: Service = {
  name: "sso",
  version: "2020-07-20",
  protocol: jsonProtocol({ target: "SWBExternalService" }),
  operations: [
    describePermissionSet,
    getInlinePolicyForPermissionSet,
    listInstances,
    listManagedPoliciesInPermissionSet,
    listPermissionSets,
    listPermissionSetsProvisionedToAccount,
  ],
};
