import { describe, expect, test } from "vitest";
import { rootMfaHardware } from "../../src/checks/root-mfa-hardware.ts";
import { unread } from "../../src/domain/read.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import {
  accountFacts,
  allDevices,
  denied,
  device,
  guardedFacts,
  managementAccount,
  mfa,
  password,
  virtualDevices,
} from "../support/root-facts.ts";
import { type Expected, gist } from "./gist.ts";

const PASSWORD = "iam:GetAccountSummary AccountPasswordPresent = true";
const MFA = "iam:GetAccountSummary AccountMFAEnabled = true";
const NO_MFA = "iam:GetAccountSummary AccountMFAEnabled = false";
const ALL = "iam:ListMFADevices MFADevices";
const VIRTUAL = "iam:ListVirtualMFADevices VirtualMFADevices";

const app = device("virtual", "office-phone");
const key = device("passkey or security key", "vault-R1234");
const token = device("hardware token", "GAHT12345678");

const oneVirtual = { status: "fail", severity: "medium", headline: "Root has a virtual MFA device" } as const;
const without = {
  status: "fail",
  severity: "medium",
  headline: "Root has a password and no MFA device of any kind",
  summary: "no device",
} as const;
const deniedAnswer = {
  status: "unknown",
  code: "access-denied",
  summary: "access denied: iam:GetAccountSummary is not allowed",
} as const;

const archetypes: readonly (readonly [string, Partial<AccountFacts>, Expected])[] = [
  [
    "no password",
    { passwordPresent: password(false) },
    {
      status: "not_applicable",
      code: "no-root-password",
      summary: "not applicable: root has no password",
      evidence: ["iam:GetAccountSummary AccountPasswordPresent = false"],
    },
  ],
  [
    "no password, a virtual device left over",
    { passwordPresent: password(false), mfaDevices: allDevices(app) },
    {
      status: "not_applicable",
      code: "no-root-password",
      summary: "not applicable: root has no password",
      evidence: ["iam:GetAccountSummary AccountPasswordPresent = false"],
    },
  ],
  ["no MFA", { mfaEnabled: mfa(false) }, { ...without, evidence: [NO_MFA, PASSWORD] }],
  [
    "no MFA, in the management account",
    { mfaEnabled: mfa(false), account: managementAccount },
    { ...without, severity: "high", evidence: [NO_MFA, PASSWORD] },
  ],
  [
    "no MFA, the password unread",
    { mfaEnabled: mfa(false), passwordPresent: unread(denied) },
    { ...deniedAnswer, evidence: [NO_MFA] },
  ],
  [
    "MFA unread, and a whole list without a device",
    { mfaEnabled: unread(denied), mfaDevices: allDevices() },
    { ...without, evidence: [`${ALL} = no device`, PASSWORD] },
  ],
  [
    "MFA and password unread, and a whole list without a device",
    { mfaEnabled: unread(denied), passwordPresent: unread(denied), mfaDevices: allDevices() },
    { ...deniedAnswer, evidence: [`${ALL} = no device`] },
  ],
  [
    "MFA on, and a whole list without a device",
    { mfaDevices: allDevices() },
    {
      status: "unknown",
      code: "unexpected-answer",
      summary: "iam:ListMFADevices answered in a way that was not understood: no device, though MFA is on",
      evidence: [`${ALL} = no device`, MFA, PASSWORD],
    },
  ],
  [
    "a virtual device",
    { mfaDevices: allDevices(app) },
    {
      ...oneVirtual,
      summary: "1 of 1 virtual",
      evidence: [`${ALL} = virtual (office-phone)`, MFA, PASSWORD],
    },
  ],
  [
    "a virtual device, in the management account",
    { mfaDevices: virtualDevices("office-phone"), account: managementAccount },
    {
      ...oneVirtual,
      severity: "high",
      summary: "1 virtual",
      evidence: [`${VIRTUAL} = virtual (office-phone)`, MFA, PASSWORD],
    },
  ],
  [
    "a virtual device beside a key and a token",
    { mfaDevices: allDevices(key, app, token) },
    {
      ...oneVirtual,
      summary: "1 of 3 virtual",
      evidence: [
        `${ALL} = passkey or security key (vault-R1234), virtual (office-phone), hardware token (GAHT12345678)`,
        MFA,
        PASSWORD,
      ],
    },
  ],
  [
    "two virtual devices by member role",
    { mfaDevices: virtualDevices("one", "two") },
    {
      ...oneVirtual,
      headline: "Root has 2 virtual MFA devices",
      summary: "2 virtual",
      evidence: [`${VIRTUAL} = virtual (one), virtual (two)`, MFA, PASSWORD],
    },
  ],
  [
    "a virtual device, the password unread",
    { mfaDevices: allDevices(app), passwordPresent: unread(denied) },
    { ...deniedAnswer, evidence: [`${ALL} = virtual (office-phone)`, MFA] },
  ],
  [
    "a device named by an e-mail address",
    { mfaDevices: virtualDevices("alice@example.com") },
    {
      ...oneVirtual,
      summary: "1 virtual",
      evidence: [`${VIRTUAL} = virtual (a•••e@example.com)`, MFA, PASSWORD],
    },
  ],
  [
    "a key",
    { mfaDevices: allDevices(key) },
    {
      status: "pass",
      summary: "1 passkey or security key",
      evidence: [`${ALL} = passkey or security key (vault-R1234)`, MFA, PASSWORD],
    },
  ],
  [
    "two keys and a token, the password unread",
    {
      mfaDevices: allDevices(key, token, device("passkey or security key", "b")),
      passwordPresent: unread(denied),
    },
    {
      status: "pass",
      summary: "2 passkeys or security keys, 1 hardware token",
      evidence: [
        `${ALL} = passkey or security key (vault-R1234), hardware token (GAHT12345678), passkey or security key (b)`,
        MFA,
      ],
    },
  ],
  [
    "two tokens",
    { mfaDevices: allDevices(token, token) },
    {
      status: "pass",
      summary: "2 hardware tokens",
      evidence: [`${ALL} = hardware token (GAHT12345678), hardware token (GAHT12345678)`, MFA, PASSWORD],
    },
  ],
  [
    "MFA on and no virtual device, by member role",
    { mfaDevices: virtualDevices() },
    { status: "pass", summary: "not virtual", evidence: [`${VIRTUAL} = no virtual device`, MFA, PASSWORD] },
  ],
  [
    "MFA unread and no virtual device, by member role",
    { mfaDevices: virtualDevices(), mfaEnabled: unread(denied) },
    { ...deniedAnswer, evidence: [`${VIRTUAL} = no virtual device`, PASSWORD] },
  ],
  ["the devices denied", { mfaDevices: unread(denied) }, { ...deniedAnswer, evidence: [MFA, PASSWORD] }],
  [
    "everything denied",
    { passwordPresent: unread(denied), mfaEnabled: unread(denied), mfaDevices: unread(denied) },
    { ...deniedAnswer, evidence: [] },
  ],
];

test.each(archetypes)("%s", (_name, facts, expected) => {
  expect(gist(rootMfaHardware.evaluate(guardedFacts(facts)))).toEqual(expected);
});

describe("the particulars", () => {
  test.each<[string, AccountFacts["mfaDevices"], string | undefined]>([
    ["a key", allDevices(key), "AWS does not tell a synced passkey from a security key"],
    ["a token alone", allDevices(token), undefined],
    ["no virtual device", virtualDevices(), "Which kind it is cannot be seen by a role"],
    [
      "a virtual device by role",
      virtualDevices("x"),
      "Registered: virtual (x); other kinds cannot be listed by a role",
    ],
    [
      "a virtual device beside a key",
      allDevices(app, key),
      "Registered: virtual (office-phone), passkey or security key (vault-R1234)",
    ],
  ])("of %s", (_name, mfaDevices, words) => {
    expect(rootMfaHardware.evaluate(guardedFacts({ mfaDevices })).detail?.join("")).toBe(words);
  });

  test("never call a key hardware that is proven", () => {
    const { summary, detail } = rootMfaHardware.evaluate(guardedFacts({ mfaDevices: allDevices(key) }));
    expect([...summary, ...(detail ?? [])].join(" ")).not.toContain("hardware");
  });
});

test("an account without root credentials has nothing to check", () => {
  expect(rootMfaHardware.evaluate(accountFacts()).status).toBe("not_applicable");
});
