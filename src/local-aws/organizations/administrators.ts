import {
  ListAWSServiceAccessForOrganization$,
  type ListAWSServiceAccessForOrganizationRequest,
  type ListAWSServiceAccessForOrganizationResponse,
  ListDelegatedAdministrators$,
  type ListDelegatedAdministratorsRequest,
  type ListDelegatedAdministratorsResponse,
} from "@aws-sdk/client-organizations";
import { anyResource, operation } from "../operation.ts";
import { accountOf } from "../principal.ts";
import { requireAdministrator } from "./access.ts";
import { commonMembers } from "./accounts.ts";
import { pageOf } from "./page.ts";

/** Lists the accounts that administer a service, or any service, for the organization. */
export const listDelegatedAdministrators = operation<
  ListDelegatedAdministratorsRequest,
  ListDelegatedAdministratorsResponse
>({
  schema: ListDelegatedAdministrators$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const { organization, switches, input } = call;
    const wanted = organization.delegatedAdministrators.filter(
      ({ services }) => input.ServicePrincipal === undefined || services.includes(input.ServicePrincipal),
    );
    const { entries, NextToken } = pageOf(wanted, input, switches);
    return {
      DelegatedAdministrators: entries.map(({ account, since }) => ({
        ...commonMembers(organization, accountOf(organization, account), switches),
        DelegationEnabledDate: since,
      })),
      NextToken,
    };
  },
});

/** Lists the services that have trusted access to the organization. */
export const listAwsServiceAccess = operation<
  ListAWSServiceAccessForOrganizationRequest,
  ListAWSServiceAccessForOrganizationResponse
>({
  schema: ListAWSServiceAccessForOrganization$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const { organization, input, switches } = call;
    const { entries, NextToken } = pageOf(organization.trustedAccess, input, switches);
    return {
      EnabledServicePrincipals: entries.map((each) => ({
        ServicePrincipal: each,
        DateEnabled: organization.createdAt,
      })),
      NextToken,
    };
  },
});
