import { ServiceFailureException$ } from "@aws-sdk/client-iam";
import type { Service } from "../operation.ts";
import { queryProtocol } from "../wire/query.ts";
import { codeOf } from "../wire/refusal.ts";
import { getAccessKeyLastUsed, listAccessKeys } from "./access-keys.ts";
import { getAccountSummary } from "./account-summary.ts";
import { listAccountAliases } from "./aliases.ts";
import { generateCredentialReport, getCredentialReport } from "./credential-report.ts";
import { listMfaDevices, listVirtualMfaDevices } from "./mfa-devices.ts";
import { listOrganizationsFeatures } from "./organizations-features.ts";
import { getAccountAuthorizationDetails, listEntitiesForPolicy } from "./policies.ts";
import { listSigningCertificates } from "./signing-certificates.ts";
import { getLoginProfile, getUser, listUsers } from "./users.ts";

const VERSION = "2010-05-08";

/** Identity and Access Management. */
export const iam: Service = {
  name: "iam",
  version: VERSION,
  protocol: queryProtocol({
    version: VERSION,
    xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    codes: { internal: codeOf(ServiceFailureException$) },
  }),
  operations: [
    generateCredentialReport,
    getAccessKeyLastUsed,
    getAccountAuthorizationDetails,
    getAccountSummary,
    getCredentialReport,
    getLoginProfile,
    getUser,
    listAccessKeys,
    listAccountAliases,
    listEntitiesForPolicy,
    listMfaDevices,
    listOrganizationsFeatures,
    listSigningCertificates,
    listUsers,
    listVirtualMfaDevices,
  ],
};
