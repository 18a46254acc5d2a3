import { iamDelegatedAdmin } from "./iam-delegated-admin.ts";
import type { OrganizationCheck } from "./organization-check.ts";
import { rootActivityAlert } from "./root-activity-alert.ts";
import { rootCredentialsManagement } from "./root-credentials-management.ts";
import { rootDenyScp } from "./root-deny-scp.ts";
import { rootSessions } from "./root-sessions.ts";

/** Every check of the organization itself, in the order in which reports name them. */
export const organizationChecks: readonly OrganizationCheck[] = [
  rootCredentialsManagement,
  rootSessions,
  iamDelegatedAdmin,
  rootDenyScp,
  rootActivityAlert,
];
