import type { AccountSpecification } from "../../src/local-aws/account.ts";
import type { AwsOptions } from "./support.ts";

export const day = (text: string) => new Date(`${text}T10:00:00Z`);

export const password = { createdAt: day("2024-01-01"), lastUsedAt: day("2026-10-01") };
export const keys = [
  {
    id: "AKIAROOTOFMEMBER0001",
    createdAt: day("2023-01-01"),
    lastUsed: { at: day("2026-11-01"), service: "s3" },
  },
  { id: "AKIAROOTOFMEMBER0002", createdAt: day("2022-01-01"), status: "Inactive" as const },
];
export const devices = [
  { kind: "virtual", name: "root-account-mfa-device", enabledAt: day("2024-01-01") },
  { kind: "security-key", name: "safe-R1234", enabledAt: day("2024-01-02") },
  { kind: "hardware-token", name: "GAHT12345678", enabledAt: day("2024-01-03") },
] as const;
export const everything: AccountSpecification["root"] = {
  password,
  accessKeys: keys,
  mfaDevices: [...devices],
  signingCertificates: [{ id: "CERT1", uploadedAt: day("2020-01-01") }],
};

export function withRoot(root: AccountSpecification["root"], config: AwsOptions["config"] = {}): AwsOptions {
  return { aws: { member: { root } }, config };
}

export const NOTHING = {
  passwordPresent: false,
  mfaEnabled: false,
  accessKeysPresent: false,
  signingCertificatesPresent: false,
  accessKeys: [],
  mfaDevices: { devices: [], complete: true },
  passwordLastUsed: "never",
};
