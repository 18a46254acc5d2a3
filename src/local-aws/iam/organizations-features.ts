import {
  AccountNotManagementOrDelegatedAdministratorException$,
  ListOrganizationsFeatures$,
  type ListOrganizationsFeaturesRequest,
  type ListOrganizationsFeaturesResponse,
  OrganizationNotFoundException$,
  OrganizationNotInAllFeaturesModeException$,
  ServiceAccessNotEnabledException$,
} from "@aws-sdk/client-iam";
import { isRootManager } from "../membership.ts";
import { anyResource, operation } from "../operation.ts";
import { modelled } from "../wire/refusal.ts";

/** Says which features of centralized root access are on, to the management account and IAM's administrator. */
export const listOrganizationsFeatures = operation<
  ListOrganizationsFeaturesRequest,
  ListOrganizationsFeaturesResponse
>({
  schema: ListOrganizationsFeatures$,
  resource: anyResource,
  answer({ organization, account }) {
    if (!account.inOrganization) {
      throw modelled(OrganizationNotFoundException$, "Your account is not a member of an organization.");
    }
    if (!isRootManager(organization, account.id)) {
      throw modelled(
        AccountNotManagementOrDelegatedAdministratorException$,
        "Your account is neither the management account nor a delegated administrator for IAM.",
      );
    }
    if (organization.featureSet !== "ALL") {
      throw modelled(
        OrganizationNotInAllFeaturesModeException$,
        "Your organization does not have all features enabled.",
      );
    }
    if (!organization.trustedAccess.includes("iam.amazonaws.com")) {
      throw modelled(
        ServiceAccessNotEnabledException$,
        "Your organization has not enabled trusted access for IAM.",
      );
    }
    return { OrganizationId: organization.id, EnabledFeatures: [...organization.rootFeatures] };
  },
});
