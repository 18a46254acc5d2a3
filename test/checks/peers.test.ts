import { describe, expect, test } from "vitest";
import { evaluate, evaluateNotActive } from "../../src/checks/evaluate.ts";
import { checks } from "../../src/checks/index.ts";
import { unread } from "../../src/domain/read.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import {
  accountFacts,
  allDevices,
  central,
  denied,
  device,
  guardedFacts,
  keysPresent,
  listedKeys,
  managementAccount,
  mfa,
  password,
  passwordUsed,
  readAt,
  reportedKeys,
  sampleAccount,
  samplePolicy,
  virtualDevices,
} from "../support/root-facts.ts";

const anHourAgo = new Date(readAt.getTime() - 3_600_000);
const longAgo = new Date("2026-01-27T00:00:00Z");
const removed = accountFacts();
const throttled = unread({ ...denied, code: "throttled", detail: "Rate exceeded" } as const);
const usedKey = (at: Date, status: "active" | "inactive" = "active") =>
  listedKeys({ id: "AKIAIOSFODNN7EXAMPLE", status, lastUsed: { at, service: "s3", region: "us-east-1" } });
const govCloud = { ...sampleAccount, partition: "aws-us-gov" } as const;

/** What other tools get wrong in these situations, and what it should be. */
const situations: readonly (readonly [string, AccountFacts, Record<string, string>])[] = [
  [
    "credentials removed centrally: neither without MFA, nor passed over in silence",
    removed,
    { "root-mfa": "not_applicable", "root-mfa-hardware": "not_applicable", "root-unused": "not_applicable" },
  ],
  [
    "a key without a password: the key is the finding, not the MFA",
    accountFacts({ accessKeysPresent: keysPresent(true), accessKeys: usedKey(longAgo) }),
    { "root-access-key": "fail critical", "root-mfa": "not_applicable", "root-unused": "pass" },
  ],
  [
    "an inactive key: still there to be switched on",
    accountFacts({ accessKeysPresent: keysPresent(true), accessKeys: usedKey(longAgo, "inactive") }),
    { "root-access-key": "fail high", "root-credentials-removed": "fail medium" },
  ],
  [
    "an old sign-in must not hide a key that was used today",
    guardedFacts({
      passwordLastUsed: passwordUsed(longAgo),
      accessKeysPresent: keysPresent(true),
      accessKeys: usedKey(anHourAgo),
    }),
    { "root-unused": "fail critical" },
  ],
  [
    "no information of a sign-in must not hide a key that was used today",
    guardedFacts({
      passwordLastUsed: passwordUsed("never"),
      accessKeysPresent: keysPresent(true),
      accessKeys: usedKey(anHourAgo),
    }),
    { "root-unused": "fail critical" },
  ],
  [
    "a key that was used long ago is no recent use",
    guardedFacts({
      passwordLastUsed: passwordUsed("never"),
      accessKeysPresent: keysPresent(true),
      accessKeys: usedKey(longAgo),
    }),
    { "root-unused": "pass" },
  ],
  [
    "an inactive key that was used an hour ago was used",
    guardedFacts({ accessKeysPresent: keysPresent(true), accessKeys: usedKey(anHourAgo, "inactive") }),
    { "root-unused": "fail critical" },
  ],
  [
    "a virtual device of any name is virtual",
    guardedFacts({ mfaDevices: virtualDevices("break-glass") }),
    { "root-mfa": "pass", "root-mfa-hardware": "fail medium", "root-mfa-backup": "unknown" },
  ],
  [
    "a virtual device among others is one too many",
    guardedFacts({ mfaDevices: allDevices(device("hardware token", "GAHT1"), device("virtual", "phone")) }),
    { "root-mfa-hardware": "fail medium", "root-mfa-backup": "pass" },
  ],
  [
    "MFA denied is not MFA off",
    guardedFacts({ mfaEnabled: unread(denied), mfaDevices: unread(denied) }),
    { "root-mfa": "unknown", "root-mfa-hardware": "unknown", "root-mfa-backup": "unknown" },
  ],
  [
    "a password that the report does not support is neither there nor absent",
    guardedFacts({
      passwordPresent: unread({
        ...denied,
        code: "missing-in-answer",
        detail: "AccountPasswordPresent",
      } as const),
      mfaEnabled: mfa(false),
    }),
    { "root-mfa": "unknown", "root-credentials-removed": "unknown" },
  ],
  [
    "a throttled report: no root check vanishes",
    guardedFacts({
      accessKeysPresent: keysPresent(true),
      accessKeys: throttled,
      passwordLastUsed: throttled,
      mfaDevices: throttled,
    }),
    {
      "root-access-key": "fail critical",
      "root-mfa": "pass",
      "root-unused": "unknown",
      "root-mfa-backup": "unknown",
    },
  ],
  [
    "a report that still has the key that was deleted since",
    accountFacts({ accessKeys: reportedKeys({ status: "active" }) }),
    { "root-access-key": "pass" },
  ],
  [
    "contacts denied or throttled are not contacts missing",
    accountFacts({ securityContactSet: unread(denied), primaryContact: throttled }),
    { "security-contact": "unknown", "primary-contact": "unknown" },
  ],
  [
    "the management account is judged, and harder",
    guardedFacts({
      account: { ...managementAccount, email: "jane@gmail.com" },
      mfaDevices: allDevices(device("virtual", "phone")),
      passwordLastUsed: passwordUsed(new Date("2026-11-01T00:00:00Z")),
    }),
    {
      "root-mfa-hardware": "fail high",
      "root-unused": "fail high",
      "root-email": "fail high",
      "root-credentials-removed": "not_applicable",
    },
  ],
  [
    "central management that is on has removed nothing by itself",
    guardedFacts({ centralCredentialsManagement: central(true) }),
    { "root-credentials-removed": "fail medium" },
  ],
  [
    "a member that may not ask for the organization's features",
    accountFacts({ centralCredentialsManagement: unread(denied) }),
    { "root-mfa": "not_applicable", "root-credentials-removed": "unknown" },
  ],
  [
    "another partition is judged as well",
    guardedFacts({ account: govCloud, mfaDevices: virtualDevices("phone") }),
    { "root-mfa-hardware": "fail medium" },
  ],
  [
    "a state that is not in the answer takes the account out of nothing",
    guardedFacts({ account: withoutState(), passwordPresent: password(true), mfaEnabled: mfa(false) }),
    { "account-state": "unknown", "root-mfa": "fail critical" },
  ],
];

describe("a situation that others misread", () => {
  test.each(situations)("%s", (_name, facts, expected) => {
    expect(statuses(facts)).toMatchObject(expected);
  });
});

test("whatever cannot be read, every check answers: nothing is left out", () => {
  const facts = accountFacts({
    passwordPresent: unread(denied),
    mfaEnabled: unread(denied),
    accessKeysPresent: unread(denied),
    signingCertificatesPresent: unread(denied),
    accessKeys: unread(denied),
    mfaDevices: unread(denied),
    passwordLastUsed: unread(denied),
    centralCredentialsManagement: unread(denied),
    securityContactSet: unread(denied),
    primaryContact: unread(denied),
    administrators: unread(denied),
  });
  expect(Object.keys(statuses(facts))).toEqual(checks.map(({ id }) => id));
  const { "root-email": email, "account-state": state, ...others } = statuses(facts);
  expect([email, state]).toEqual(["pass", "pass"]);
  expect(new Set(Object.values(others))).toEqual(new Set(["unknown"]));
});

test("a closed account is named, neither left out nor failed", () => {
  const results = evaluateNotActive({ ...sampleAccount, state: "CLOSED" }, "the account is closed", readAt);
  expect(results.map(({ check }) => check)).toEqual(checks.map(({ id }) => id));
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(["not_applicable"]));
});

function statuses(facts: AccountFacts): Record<string, string> {
  return Object.fromEntries(
    evaluate(facts, samplePolicy).map((result) => [
      result.check,
      result.status === "fail" ? `fail ${result.severity}` : result.status,
    ]),
  );
}

function withoutState() {
  const { state: _, ...account } = sampleAccount;
  return account;
}
