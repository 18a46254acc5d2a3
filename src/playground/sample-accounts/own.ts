import { administratorsRole, MANAGEMENT, memberRole, SECURITY_TOOLING, type Story } from "./account.ts";

/** The access key by which the home identity signs. */
export const HOME_KEY = "AKIAROOTCHECKHOME001";

import { dropBoxes } from "./buckets.ts";
import { deployedPolicies } from "./deployed-policies.ts";
import { watchOfManagement, watchOfSecurity } from "./watches.ts";

const homePolicies = deployedPolicies("home");

/** The role that the machine has on which rootcheck runs: all that it may do is take on the home role. */
export const hostRole = { name: "rootcheck-host", allows: ["sts:AssumeRole"] };

/** The home role. */
export const homeRole = { name: "rootcheck", trusts: [SECURITY_TOOLING], documents: homePolicies };

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
    users: [{ name: "rootcheck", documents: homePolicies }],
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
        documents: homePolicies,
        accessKeys: [{ id: HOME_KEY, createdAt: daysAgo(61), lastUsed: { at: daysAgo(0), service: "sts" } }],
      },
    ],
    roles: [memberRole(), administratorsRole, hostRole, homeRole],
    monitoring: watchOfSecurity,
    buckets: dropBoxes,
  },
];
