import type { AccountSpecification } from "../local-aws/account.ts";

/** The accounts of the playground's company, each with a story that happens in real ones. */

/** The account that owns the organization. */
export const MANAGEMENT = "100000000001";
/** The account that rootcheck runs in. */
export const SECURITY_TOOLING = "200000000002";

/** The access key by which the home identity signs. */
export const HOME_KEY = "AKIAROOTCHECKHOME001";

/** The reads that the member role grants. */
const MEMBER_READS = [
  "iam:GetAccountSummary",
  "iam:GenerateCredentialReport",
  "iam:GetCredentialReport",
  "iam:ListVirtualMFADevices",
  "iam:ListAccountAliases",
];

/** What the home identity may do beside reading its own account. */
const HOME_READS = [
  ...MEMBER_READS,
  "sts:AssumeRole",
  "sts:AssumeRoot",
  "sts:SetSourceIdentity",
  "iam:ListOrganizationsFeatures",
  "organizations:Describe*",
  "organizations:List*",
  "account:Get*",
];

type DaysAgo = (days: number) => Date;

/** All of them, as they stand at a moment. */
export function sampleAccounts(now: Date): AccountSpecification[] {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const accounts = [...ownAccounts(daysAgo), ...productionAccounts(daysAgo), ...otherAccounts(daysAgo)];
  return accounts.map((account) => ({ ...CONTACTS, ...account }));
}

/** Whom AWS can reach about an account, where nothing else is said. */
const CONTACTS = {
  securityContact: { name: "Security desk", email: "security@example.com" },
  contactInformation: { company: "Brightharbor GmbH", phone: "+49 40 5550123" },
} as const;

/** The member role, as the templates of deploy/ make it. */
function memberRole(alsoAllows: readonly string[] = []) {
  const allows = [...MEMBER_READS, ...alsoAllows];
  return { name: "rootcheck-audit", trusts: [SECURITY_TOOLING, MANAGEMENT], allows };
}

function ownAccounts(daysAgo: DaysAgo): AccountSpecification[] {
  return [
    {
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
      // A delegated administrator may not name the management account, so its contacts are read from inside.
      roles: [memberRole(["account:Get*"])],
    },
    {
      id: SECURITY_TOOLING,
      name: "security-tooling",
      ou: "Security",
      users: [
        {
          name: "rootcheck",
          allows: HOME_READS,
          accessKeys: [
            {
              id: HOME_KEY,
              createdAt: daysAgo(61),
              lastUsed: { at: daysAgo(0), service: "sts" },
            },
          ],
        },
      ],
      roles: [memberRole()],
    },
  ];
}

function productionAccounts(daysAgo: DaysAgo): AccountSpecification[] {
  return [
    {
      // The founders' script still signs with a root key, and nobody dares to take it away.
      id: "411111111111",
      name: "prod-payments",
      ou: "Prod/Payments",
      alias: "brightharbor-payments",
      root: {
        password: { createdAt: new Date("2020-02-11T09:31:02Z"), lastUsedAt: daysAgo(407) },
        accessKeys: [
          {
            id: "AKIAPAYMENTSROOT2021",
            createdAt: new Date("2021-03-04T10:15:30Z"),
            lastUsed: { at: daysAgo(3), region: "eu-west-1", service: "s3" },
          },
        ],
        mfaDevices: [{ kind: "virtual", name: "root-account-mfa-device", enabledAt: daysAgo(1_802) }],
      },
      roles: [memberRole()],
    },
    {
      // As new accounts are: the root user has nothing to sign in with.
      id: "422222222222",
      name: "prod-web",
      ou: "Prod",
      roles: [memberRole()],
    },
    {
      // Neither the member role nor, for the policy on its unit, a root session gets in here.
      id: "433333333333",
      name: "prod-ledger",
      ou: "Prod/Regulated",
      root: { password: { createdAt: new Date("2020-02-11T09:40:00Z") } },
    },
    {
      // One virtual device on one telephone.
      id: "444444444444",
      name: "prod-data",
      ou: "Prod",
      root: {
        password: { createdAt: new Date("2020-09-01T07:00:00Z"), lastUsedAt: daysAgo(33) },
        mfaDevices: [
          { kind: "virtual", name: "iphone-of-marek", enabledAt: new Date("2021-05-19T16:02:00Z") },
        ],
      },
      roles: [memberRole()],
    },
  ];
}

function otherAccounts(daysAgo: DaysAgo): AccountSpecification[] {
  return [
    {
      id: "555555555555",
      name: "sandbox-research",
      email: "lena.fischer@example.com",
      ou: "Sandbox",
      root: { password: { createdAt: new Date("2023-01-16T13:20:09Z"), lastUsedAt: daysAgo(5) } },
      roles: [memberRole()],
    },
    {
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
      id: "588888888888",
      name: "closed-experiment",
      ou: "Sandbox",
      state: "SUSPENDED",
      root: { password: { createdAt: new Date("2022-04-04T04:04:04Z") } },
      roles: [memberRole()],
    },
    {
      // Came with an acquisition; nobody has rolled the member role out to it yet.
      id: "599999999999",
      name: "tidewater-crm",
      email: "it@tidewater.example",
      securityContact: undefined,
      joinedMethod: "INVITED",
      joinedAt: daysAgo(20),
      root: { password: { createdAt: new Date("2017-05-05T05:05:05Z"), lastUsedAt: daysAgo(2) } },
    },
    {
      id: "510101010101",
      name: '<!channel> & "x" *y* `z`',
      ou: "Sandbox",
      roles: [memberRole()],
    },
  ];
}
