import fc from "fast-check";
import { type Account, accountStates } from "../../src/domain/account.ts";
import { known, type Origin, type Read, unread, unreadableCodes } from "../../src/domain/read.ts";
import {
  type AccountFacts,
  mfaDeviceKinds,
  type RootAccessKey,
  type RootMfaDevice,
} from "../../src/domain/root-facts.ts";
import { readAt, reportMadeAt, sampleAccount } from "../support/root-facts.ts";

const origin: Origin = { call: "iam:GetAccountSummary", field: "SummaryMap", rung: "member role", readAt };
const anyOrigin = fc.constantFrom<Origin>(
  origin,
  { ...origin, asOf: reportMadeAt },
  { ...origin, given: "1" },
);
const anyDate = fc.date({ noInvalidDate: true, min: new Date("2006-01-01"), max: new Date("2030-01-01") });

/** A value, or any reason why there is none. */
function anyRead<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Read<T>> {
  return fc.oneof(
    fc.tuple(value, anyOrigin).map(([one, from]) => known(one, from)),
    fc
      .record({
        code: fc.constantFrom(...unreadableCodes),
        call: fc.constantFrom("iam:GetAccountSummary", "sts:AssumeRole"),
        detail: fc.string(),
      })
      .map(unread),
  );
}

const anyKey: fc.Arbitrary<RootAccessKey> = fc.record(
  {
    id: fc
      .string({ unit: fc.constantFrom(..."ABCXYZ234567"), minLength: 16, maxLength: 16 })
      .map((id) => `AKIA${id}`),
    status: fc.constantFrom("active", "inactive"),
    createdAt: anyDate,
    lastUsed: fc.oneof(
      fc.constant("unread" as const),
      fc.record({ at: anyDate, service: fc.string() }, { requiredKeys: ["at"] }),
    ),
  },
  { requiredKeys: ["status"] },
);

/** Devices, now and then named by an e-mail address. */
const anyDevice: fc.Arbitrary<RootMfaDevice> = fc.record({
  kind: fc.constantFrom(...mfaDeviceKinds),
  serial: fc.constantFrom(
    "arn:aws:iam::111122223333:mfa/phone",
    "arn:aws:iam::111122223333:mfa/alice.smith@example.com",
    "arn:aws:iam::111122223333:u2f/root/vault-R1234",
    "GAHT12345678",
  ),
});

const anyAccount: fc.Arbitrary<Account> = fc
  .record(
    {
      email: fc.constantFrom("alice.smith@example.com", "alice.smith@gmail.com", "alice.smith@example.net"),
      state: fc.constantFrom(...accountStates),
      isManagement: fc.boolean(),
      described: fc.constant({ call: "organizations:ListAccounts", readAt } as const),
    },
    { requiredKeys: ["isManagement"] },
  )
  .map((given) => {
    const { id, name, partition, ouPath } = sampleAccount;
    return { id, name, partition, ouPath, ...given };
  });

/** Facts in every combination, those that AWS would not give together included. */
export const anyAccountFacts: fc.Arbitrary<AccountFacts> = fc.record({
  account: anyAccount,
  passwordPresent: anyRead(fc.boolean()),
  mfaEnabled: anyRead(fc.boolean()),
  accessKeysPresent: anyRead(fc.boolean()),
  signingCertificatesPresent: anyRead(fc.boolean()),
  accessKeys: anyRead(fc.array(anyKey, { maxLength: 2 })),
  mfaDevices: anyRead(fc.record({ devices: fc.array(anyDevice, { maxLength: 3 }), complete: fc.boolean() })),
  passwordLastUsed: anyRead(fc.oneof(anyDate, fc.constant("never" as const))),
  centralCredentialsManagement: anyRead(fc.boolean()),
  securityContactSet: anyRead(fc.boolean()),
  primaryContact: anyRead(fc.record({ hasCompany: fc.boolean(), hasPhone: fc.boolean() })),
  aliases: anyRead(fc.array(fc.string(), { maxLength: 1 })),
  administrators: anyRead(
    fc.array(
      fc.record({
        kind: fc.constantFrom("user" as const, "group" as const, "role" as const, "permission set" as const),
        name: fc.oneof(fc.string({ minLength: 1 }), fc.constant("alice.smith@example.com")),
      }),
      { maxLength: 3 },
    ),
  ),
});
