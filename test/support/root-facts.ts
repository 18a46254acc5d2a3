import type { Account } from "../../src/domain/account.ts";
import { type Known, known, type Origin, type Unreadable } from "../../src/domain/read.ts";
import type { RootAccessKey, RootFacts } from "../../src/domain/root-facts.ts";

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
};

/** A value as GetAccountSummary gives it to the member role. */
function summary<T>(field: string, value: T): Known<T> {
  const origin = { call: "iam:GetAccountSummary", rung: "member role", readAt, requestId: "req-1" } as const;
  return known(value, { ...origin, field });
}

export const password = (there: boolean) => summary("AccountPasswordPresent", there);
export const mfa = (on: boolean) => summary("AccountMFAEnabled", on);
export const keysPresent = (there: boolean) => summary("AccountAccessKeysPresent", there);

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

/** Root's facts in an account where root has no credentials, except for what is given. */
export function rootFacts(given: Partial<RootFacts> = {}): RootFacts {
  return {
    account: sampleAccount,
    passwordPresent: password(false),
    mfaEnabled: mfa(false),
    accessKeysPresent: keysPresent(false),
    accessKeys: reportedKeys(),
    centralCredentialsManagement: central(true),
    ...given,
  };
}
