import { DescribeOrganization$, type DescribeOrganizationResponse } from "@aws-sdk/client-organizations";
import { anyResource, operation } from "../operation.ts";
import { accountOf } from "../principal.ts";
import { requireMembership } from "./access.ts";
import { accountArn } from "./accounts.ts";

/** Says what organization the caller's account belongs to; any member may know. */
export const describeOrganization = operation<object, DescribeOrganizationResponse>({
  schema: DescribeOrganization$,
  resource: anyResource,
  answer(call) {
    requireMembership(call);
    const { organization } = call;
    const management = accountOf(organization, organization.managementAccount);
    return {
      Organization: {
        Id: organization.id,
        Arn: `arn:${organization.partition}:organizations::${management.id}:organization/${organization.id}`,
        FeatureSet: organization.featureSet,
        MasterAccountArn: accountArn(organization, management),
        MasterAccountId: management.id,
        MasterAccountEmail: management.email,
      },
    };
  },
});
