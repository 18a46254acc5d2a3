import {
  administratorsRole,
  CENTRAL_READS,
  MANAGEMENT,
  MEMBER_READS,
  memberRole,
  SECURITY_TOOLING,
  type Story,
} from "./account.ts";

/** The access key by which the home identity signs. */
export const HOME_KEY = "AKIAROOTCHECKHOME001";

import { dropBoxes } from "./buckets.ts";
import { watchOfManagement, watchOfSecurity } from "./watches.ts";

/** What the home identity may do beside reading its own account. */
const HOME_READS = [
  ...MEMBER_READS,
  "sts:AssumeRole",
  "sts:AssumeRoot",
  "sts:SetSourceIdentity",
  "sts:GetAccessKeyInfo",
  "iam:ListOrganizationsFeatures",
  "organizations:Describe*",
  "organizations:List*",
  "account:Get*",
  ...CENTRAL_READS,
];

/** The two accounts that rootcheck asks from. */
export const own: Story = (daysAgo) => [
  {
    // Guarded well: a key in the safe, a token with the notary.
    id: MANAGEMENT,
    name: "brightharbor-management",
    email: "aws-root@example.com",
    joinedMethod: "INVITED",
    joinedAt: new Date("2019-06-18T12:00:00Z"),
    alias: "brightharbor",
    root: {
      password: { createdAt: new Date("2024-11-20T09:12:44Z"), lastUsedAt: daysAgo(212) },
      mfaDevices: [
        { kind: "security-key", name: "safe-basement", enabledAt: new Date("2024-11-20T09:20:01Z") },
        { kind: "hardware-token", name: "GAHT60481123", enabledAt: new Date("2021-02-02T15:41:10Z") },
      ],
    },
    users: [{ name: "rootcheck", allows: HOME_READS }],
    roles: [memberRole(MANAGEMENT), administratorsRole],
    monitoring: watchOfManagement,
  },
  {
    // rootcheck runs here; the root user has nothing to sign in with.
    id: SECURITY_TOOLING,
    name: "security-tooling",
    ou: "Security",
    users: [
      {
        name: "rootcheck",
        allows: HOME_READS,
        accessKeys: [{ id: HOME_KEY, createdAt: daysAgo(61), lastUsed: { at: daysAgo(0), service: "sts" } }],
      },
    ],
    roles: [memberRole(), administratorsRole],
    monitoring: watchOfSecurity,
    buckets: dropBoxes,
  },
];
