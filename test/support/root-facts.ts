import type { CheckPolicy } from "../../src/checks/check.ts";
import type { Account } from "../../src/domain/account.ts";
import { type Known, known, type Origin, type Rung, type Unreadable } from "../../src/domain/read.ts";
import type {
  AccountFacts,
  Administrator,
  MfaDeviceKind,
  RootAccessKey,
  RootMfaDevice,
  RootMfaDevices,
} from "../../src/domain/root-facts.ts";

export const readAt = new Date("2026-11-23T09:00:00Z");
export const reportMadeAt = new Date("2026-11-23T07:30:00Z");

export const sampleAccount: Account = {
  id: "111122223333",
  name: "Production",
  email: "aws-production@example.com",
  state: "ACTIVE",
  isManagement: false,
  partition: "aws",
  ouPath: ["Workloads", "Live"],
  joinedAt: new Date("2021-03-04T10:00:00Z"),
  described: { call: "organizations:ListAccounts", readAt },
};

/** The account that owns the organization. */
export const managementAccount: Account = {
  ...sampleAccount,
  name: "Management",
  isManagement: true,
  ouPath: [],
};

/** What the operator decided, asked at the moment of reading. */
export const samplePolicy: CheckPolicy = {
  rootUnusedDays: 90,
  emailDomains: ["example.com"],
  at: readAt,
};

/** A value as GetAccountSummary gives it to the member role. */
function summary<T>(field: string, value: T): Known<T> {
  const origin = { call: "iam:GetAccountSummary", rung: "member role", readAt, requestId: "req-1" } as const;
  return known(value, { ...origin, field });
}

export const password = (there: boolean) => summary("AccountPasswordPresent", there);
export const mfa = (on: boolean) => summary("AccountMFAEnabled", on);
export const keysPresent = (there: boolean) => summary("AccountAccessKeysPresent", there);
export const certificatesPresent = (there: boolean) => summary("AccountSigningCertificatesPresent", there);

/** Keys as the credential report gives them: their states, without ids. */
export function reportedKeys(...keys: readonly RootAccessKey[]): Known<readonly RootAccessKey[]> {
  const origin: Origin = {
    call: "iam:GetCredentialReport",
    field: "access_key_1_active, access_key_2_active",
    rung: "member role",
    readAt,
    asOf: reportMadeAt,
  };
  return known(keys, origin);
}

/** Keys as a root session lists them. */
export function listedKeys(...keys: readonly RootAccessKey[]): Known<readonly RootAccessKey[]> {
  return known(keys, {
    call: "iam:ListAccessKeys",
    field: "AccessKeyMetadata",
    rung: "root session",
    readAt,
  });
}

/** MFA devices as a member role sees them: the virtual ones, by name. */
export function virtualDevices(...names: readonly string[]): Known<RootMfaDevices> {
  const origin = { ...asked("iam:ListVirtualMFADevices", "member role"), field: "VirtualMFADevices" };
  return known({ devices: names.map((name) => device("virtual", name)), complete: false }, origin);
}

/** MFA devices as a root session lists them: all. */
export function allDevices(...devices: readonly RootMfaDevice[]): Known<RootMfaDevices> {
  const origin = { ...asked("iam:ListMFADevices", "root session"), field: "MFADevices" };
  return known({ devices, complete: true }, origin);
}

/** One device, with the serial number that AWS gives its kind. */
export function device(kind: MfaDeviceKind, name: string): RootMfaDevice {
  const prefix = { virtual: "mfa/", "passkey or security key": "u2f/root/", "hardware token": undefined }[
    kind
  ];
  const serial = prefix === undefined ? name : `arn:aws:iam::${sampleAccount.id}:${prefix}${name}`;
  return { kind, serial, enabledAt: new Date("2022-02-03T04:05:06Z") };
}

/** The last sign-in by password, by the credential report. */
export function passwordUsed(last: Date | "never"): Known<Date | "never"> {
  const origin = { ...asked("iam:GetCredentialReport", "member role"), asOf: reportMadeAt };
  return known(last, { ...origin, field: "password_last_used" });
}

export function securityContact(set: boolean, at: Date = readAt): Known<boolean> {
  const origin = asked("account:GetAlternateContact", "own credentials");
  return known(set, { ...origin, field: "AlternateContact", readAt: at });
}

export function primaryContact(
  { hasCompany = true, hasPhone = true }: { readonly hasCompany?: boolean; readonly hasPhone?: boolean } = {},
  at: Date = readAt,
): AccountFacts["primaryContact"] {
  const origin = asked("account:GetContactInformation", "own credentials");
  return known({ hasCompany, hasPhone }, { ...origin, field: "ContactInformation", readAt: at });
}

/** Who administers an account, as a member role is told. */
export function administrators(...found: readonly Administrator[]): AccountFacts["administrators"] {
  const origin = asked("iam:ListEntitiesForPolicy", "member role");
  return known(found, { ...origin, field: "PolicyUsers, PolicyRoles" });
}

function asked(call: string, rung: Rung): Omit<Origin, "field"> {
  return { call, rung, readAt };
}

/** The organization's central management of root credentials. */
export function central(on: boolean): Known<boolean> {
  return known(on, {
    call: "iam:ListOrganizationsFeatures",
    field: "EnabledFeatures",
    rung: "own credentials",
    readAt,
  });
}

export const denied: Unreadable = {
  code: "access-denied",
  call: "iam:GetAccountSummary",
  detail: "iam:GetAccountSummary is not allowed",
  rung: "member role",
};

export const reportNotReady: Unreadable = {
  code: "report-not-ready",
  call: "iam:GetCredentialReport",
  detail: "AWS is still preparing the credential report",
  until: new Date("2026-11-23T09:00:02.500Z"),
  rung: "member role",
};

/** The facts of an account in perfect order, whose root user has no credentials, except for what is given. */
export function accountFacts(given: Partial<AccountFacts> = {}): AccountFacts {
  return {
    account: sampleAccount,
    passwordPresent: password(false),
    mfaEnabled: mfa(false),
    accessKeysPresent: keysPresent(false),
    signingCertificatesPresent: certificatesPresent(false),
    accessKeys: summary("AccountAccessKeysPresent", []),
    mfaDevices: summary("AccountMFAEnabled", { devices: [], complete: true }),
    passwordLastUsed: summary("AccountPasswordPresent", "never"),
    centralCredentialsManagement: central(true),
    securityContactSet: securityContact(true),
    primaryContact: primaryContact(),
    aliases: known([], { ...asked("iam:ListAccountAliases", "member role"), field: "AccountAliases" }),
    administrators: administrators({ kind: "role", name: "OrganizationAccountAccessRole" }),
    ...given,
  };
}

/** The facts of an account whose root user has a password, MFA by a security key, and no use for months. */
export function guardedFacts(given: Partial<AccountFacts> = {}): AccountFacts {
  return accountFacts({
    passwordPresent: password(true),
    mfaEnabled: mfa(true),
    mfaDevices: allDevices(
      device("passkey or security key", "office"),
      device("passkey or security key", "vault"),
    ),
    passwordLastUsed: passwordUsed(new Date("2026-01-02T03:04:05Z")),
    ...given,
  });
}
