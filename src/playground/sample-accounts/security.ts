import { memberRole, type Story } from "./account.ts";

/** What the security team looks after beside its own tools. */
export const security: Story = (daysAgo) => [
  {
    // As the handbook wants it: two keys in two safes, tried once a year.
    id: "210000000003",
    name: "log-archive",
    ou: "Security/Logging",
    root: {
      password: { createdAt: new Date("2021-06-01T08:00:00Z"), lastUsedAt: daysAgo(280) },
      mfaDevices: [
        { kind: "security-key", name: "safe-hamburg", enabledAt: new Date("2024-03-12T10:00:00Z") },
        { kind: "security-key", name: "safe-leipzig", enabledAt: new Date("2024-03-12T10:04:00Z") },
      ],
    },
    roles: [memberRole()],
  },
  {
    // A password was set for the auditors and never used; the token came with them.
    id: "220000000004",
    name: "backup-vault",
    ou: "Security/Logging",
    root: {
      password: { createdAt: new Date("2022-09-05T14:00:00Z") },
      mfaDevices: [{ kind: "hardware-token", name: "GAHT71550298", enabledAt: daysAgo(1_500) }],
    },
    roles: [memberRole()],
  },
  {
    // Set aside after an incident: a policy lets nobody do anything here, not even by the member role.
    id: "230000000005",
    name: "incident-2231",
    ou: "Quarantine",
    root: { accessKeys: [{ id: "AKIAINCIDENT2231ROOT", createdAt: daysAgo(19) }] },
    roles: [memberRole()],
  },
];
