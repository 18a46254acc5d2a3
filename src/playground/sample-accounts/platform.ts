import { memberRole, type Story } from "./account.ts";

/** What the platform team runs for everybody else. */
export const platform: Story = (daysAgo) => [
  {
    // Switched off when the pipeline got a role, and then forgotten.
    id: "566666666666",
    name: "build-pipeline",
    ou: "Platform",
    root: {
      accessKeys: [
        { id: "AKIABUILDROOTOLD2019", status: "Inactive", createdAt: new Date("2019-08-22T11:05:00Z") },
      ],
    },
    roles: [memberRole()],
  },
  {
    // Uploaded for the SOAP interface of EC2, which is long gone.
    id: "577777777777",
    name: "legacy-mail",
    email: "postmaster@example.com",
    contactInformation: { company: "Brightharbor GmbH" },
    ou: "Platform",
    joinedMethod: "INVITED",
    joinedAt: new Date("2019-07-03T08:00:00Z"),
    root: {
      signingCertificates: [
        { id: "MAILCERT2012EXAMPLEROOTOFLEGACY1", uploadedAt: new Date("2012-10-02T06:55:00Z") },
      ],
    },
    roles: [memberRole()],
  },
  {
    // A key was added, the app on somebody's telephone stayed.
    id: "571717171717",
    name: "platform-network",
    ou: "Platform/Network",
    root: {
      password: { createdAt: new Date("2020-10-10T10:10:10Z"), lastUsedAt: daysAgo(190) },
      mfaDevices: [
        { kind: "security-key", name: "desk-of-network", enabledAt: daysAgo(400) },
        { kind: "virtual", name: "pixel-of-aylin", enabledAt: daysAgo(1_700) },
      ],
    },
    roles: [memberRole()],
  },
  {
    // Two apps on two telephones: a spare, but of the kind that can be copied.
    id: "572727272727",
    name: "platform-dns",
    ou: "Platform/Network",
    root: {
      password: { createdAt: new Date("2020-10-10T10:20:10Z"), lastUsedAt: daysAgo(640) },
      mfaDevices: [
        { kind: "virtual", name: "root-account-mfa-device", enabledAt: daysAgo(1_650) },
        { kind: "virtual", name: "phone-of-deputy", enabledAt: daysAgo(640) },
      ],
    },
    roles: [memberRole()],
  },
  {
    // Last opened for a quota, years ago; one key, and no second should it be lost.
    id: "573737373737",
    name: "ci-runners",
    ou: "Platform",
    root: {
      password: { createdAt: new Date("2021-04-01T12:00:00Z"), lastUsedAt: daysAgo(1_200) },
      mfaDevices: [{ kind: "security-key", name: "locker-platform", enabledAt: daysAgo(1_200) }],
    },
    roles: [memberRole()],
  },
  {
    // The password was removed centrally; the device that guarded it is still registered, which harms nobody.
    id: "574747474747",
    name: "staging",
    ou: "Platform/Staging",
    root: {
      mfaDevices: [{ kind: "virtual", name: "root-account-mfa-device", enabledAt: daysAgo(800) }],
    },
    roles: [memberRole()],
  },
];
