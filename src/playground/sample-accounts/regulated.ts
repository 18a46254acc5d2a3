import { memberPolicies, memberRole, type Story } from "./account.ts";
import { withoutActions } from "./deployed-policies.ts";

/** What the supervisors look at: a policy of old denies the root users here everything. */
export const regulated: Story = (daysAgo) => [
  {
    // Neither the member role nor, for the policy on its unit, a root session gets in here.
    id: "433333333333",
    name: "prod-ledger",
    ou: "Prod/Regulated",
    root: { password: { createdAt: new Date("2020-02-11T09:40:00Z") } },
  },
  {
    // The member role gets in; what only a root session could tell stays unknown.
    id: "434343434343",
    name: "prod-risk",
    ou: "Prod/Regulated",
    root: {
      password: { createdAt: new Date("2021-01-12T09:00:00Z"), lastUsedAt: daysAgo(160) },
      mfaDevices: [{ kind: "security-key", name: "safe-frankfurt", enabledAt: daysAgo(900) }],
    },
    roles: [memberRole()],
  },
  {
    // The same policy as it should be written: it spares root sessions, so rootcheck can look without a role.
    id: "435353535353",
    name: "prod-reporting",
    ou: "Prod/Regulated Reporting",
    root: {
      password: { createdAt: new Date("2021-01-12T09:30:00Z"), lastUsedAt: daysAgo(500) },
      mfaDevices: [
        { kind: "security-key", name: "safe-frankfurt", enabledAt: daysAgo(900) },
        { kind: "hardware-token", name: "GAHT33017745", enabledAt: daysAgo(900) },
      ],
    },
  },
  {
    // Somebody tidied up and took the policy off the member role; the role is there and may do nothing.
    id: "436363636363",
    name: "finance-erp",
    ou: "Finance",
    root: {
      password: { createdAt: new Date("2019-12-02T10:00:00Z"), lastUsedAt: daysAgo(95) },
      mfaDevices: [{ kind: "hardware-token", name: "GAHT90018374", enabledAt: daysAgo(2_100) }],
    },
    roles: [memberRole(undefined, [])],
  },
  {
    // Has the role of an early template that may not make a credential report, so there has never been one.
    id: "437373737373",
    name: "finance-treasury",
    ou: "Finance",
    root: {
      accessKeys: [{ id: "AKIATREASURYROOT2022", createdAt: new Date("2022-11-02T09:00:00Z") }],
    },
    users: [
      {
        name: "bank-export",
        accessKeys: [
          {
            id: "AKIATREASURYEXPORT01",
            createdAt: daysAgo(1_300),
            lastUsed: { at: daysAgo(1), region: "eu-central-1", service: "s3" },
          },
        ],
      },
    ],
    roles: [memberRole(undefined, withoutActions(memberPolicies, /CredentialReport/))],
  },
];
