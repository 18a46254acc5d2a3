import { GetAccountSummary$, type GetAccountSummaryResponse, type SummaryKeyType } from "@aws-sdk/client-iam";
import type { LocalAccount } from "../account.ts";
import { anyResource, operation } from "../operation.ts";

/** The quotas that every account starts with. */
const QUOTAS = {
  AccessKeysPerUserQuota: 2,
  AssumeRolePolicySizeQuota: 2048,
  AttachedPoliciesPerGroupQuota: 10,
  AttachedPoliciesPerRoleQuota: 10,
  AttachedPoliciesPerUserQuota: 10,
  GlobalEndpointTokenVersion: 1,
  GroupPolicySizeQuota: 5120,
  GroupsPerUserQuota: 10,
  GroupsQuota: 300,
  InstanceProfilesQuota: 1000,
  PoliciesQuota: 1500,
  PolicySizeQuota: 6144,
  PolicyVersionsInUseQuota: 10_000,
  RolePolicySizeQuota: 10_240,
  RolesQuota: 1000,
  ServerCertificatesQuota: 20,
  SigningCertificatesPerUserQuota: 2,
  UserPolicySizeQuota: 2048,
  UsersQuota: 5000,
  VersionsPerPolicyQuota: 5,
};

/** Gives the figures of the account, those of its root user among them. */
export const getAccountSummary = operation<object, GetAccountSummaryResponse>({
  schema: GetAccountSummary$,
  resource: anyResource,
  answer({ account, switches }) {
    const entries = Object.entries(summaryOf(account)).filter(
      ([key]) => !switches.summaryWithout.includes(key),
    );
    return { SummaryMap: Object.fromEntries(entries) };
  },
});

function summaryOf({
  root,
  users,
  roles,
  unassignedMfaDevices,
}: LocalAccount): Record<SummaryKeyType, number> {
  const devices = [root, ...users].flatMap(({ mfaDevices }) => mfaDevices);
  return {
    ...QUOTAS,
    AccountAccessKeysPresent: Number(root.accessKeys.length > 0),
    AccountMFAEnabled: Number(root.mfaDevices.length > 0),
    AccountPasswordPresent: Number(root.password !== undefined),
    AccountSigningCertificatesPresent: Number(root.signingCertificates.length > 0),
    Groups: 0,
    InstanceProfiles: 0,
    MFADevices: devices.length + unassignedMfaDevices.length,
    MFADevicesInUse: devices.length,
    Policies: 0,
    PolicyVersionsInUse: 0,
    Providers: 0,
    Roles: roles.length,
    ServerCertificates: 0,
    Users: users.length,
  };
}
