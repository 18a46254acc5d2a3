import {
  AccessDeniedException$,
  InvalidInputException$,
  ServiceException$,
  TooManyRequestsException$,
} from "@aws-sdk/client-organizations";
import type { Service } from "../operation.ts";
import { jsonProtocol } from "../wire/json.ts";
import { codeOf } from "../wire/refusal.ts";
import { describeAccount, listAccounts } from "./accounts.ts";
import { listAwsServiceAccess, listDelegatedAdministrators } from "./administrators.ts";
import { listAccountsForParent, listChildren, listOrganizationalUnits } from "./children.ts";
import { describeOrganization } from "./describe-organization.ts";
import { describeOrganizationalUnit, listParents, listRoots } from "./hierarchy.ts";
import { describePolicy, listPolicies, listPoliciesForTarget, listTargetsForPolicy } from "./policies.ts";
import { listTagsForResource } from "./tags.ts";

const VERSION = "2016-11-28";

/** AWS Organizations. */
export const organizations: Service = {
  name: "organizations",
  version: VERSION,
  protocol: jsonProtocol({
    target: "AWSOrganizationsV20161128",
    codes: {
      "access-denied": codeOf(AccessDeniedException$),
      throttled: codeOf(TooManyRequestsException$),
      internal: codeOf(ServiceException$),
      invalid: codeOf(InvalidInputException$),
      "missing-parameter": codeOf(InvalidInputException$),
    },
  }),
  operations: [
    describeAccount,
    describeOrganization,
    describeOrganizationalUnit,
    describePolicy,
    listAccounts,
    listAccountsForParent,
    listAwsServiceAccess,
    listChildren,
    listDelegatedAdministrators,
    listOrganizationalUnits,
    listParents,
    listPolicies,
    listPoliciesForTarget,
    listRoots,
    listTagsForResource,
    listTargetsForPolicy,
  ],
};
