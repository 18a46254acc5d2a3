import { expect, test } from "vitest";
import { rootMfaBackup } from "../../src/checks/root-mfa-backup.ts";
import { unread } from "../../src/domain/read.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import {
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

const app = device("virtual", "phone");
const key = device("passkey or security key", "vault");

const single = {
  status: "fail",
  severity: "medium",
  headline: "Root has a single MFA device",
  summary: "1 device",
} as const;
const without = {
  status: "fail",
  severity: "medium",
  headline: "Root has no MFA device, and so no backup",
  summary: "no device",
} as const;
const uncounted = (who: string) =>
  ({
    status: "unknown",
    code: "missing-in-answer",
    summary: `iam:ListVirtualMFADevices answered without the devices that are not virtual; ${who}`,
  }) as const;
const deniedAnswer = {
  status: "unknown",
  code: "access-denied",
  summary: "access denied: iam:GetAccountSummary is not allowed",
} as const;

const archetypes: readonly (readonly [string, Partial<AccountFacts>, Expected])[] = [
  [
    "no password",
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
    "no MFA, the password unread",
    { mfaEnabled: mfa(false), passwordPresent: unread(denied) },
    { ...deniedAnswer, evidence: [NO_MFA] },
  ],
  [
    "one key",
    { mfaDevices: allDevices(key) },
    { ...single, evidence: [`${ALL} = passkey or security key (vault)`, MFA, PASSWORD] },
  ],
  [
    "one key, in the management account",
    { mfaDevices: allDevices(key), account: managementAccount },
    { ...single, evidence: [`${ALL} = passkey or security key (vault)`, MFA, PASSWORD] },
  ],
  [
    "one key, the password unread",
    { mfaDevices: allDevices(key), passwordPresent: unread(denied) },
    { ...deniedAnswer, evidence: [`${ALL} = passkey or security key (vault)`, MFA] },
  ],
  [
    "a key and a virtual device",
    { mfaDevices: allDevices(key, app) },
    {
      status: "pass",
      summary: "2 devices",
      evidence: [`${ALL} = passkey or security key (vault), virtual (phone)`, MFA, PASSWORD],
    },
  ],
  [
    "no virtual device by member role",
    { mfaDevices: virtualDevices() },
    {
      ...uncounted("a root session would count them"),
      evidence: [`${VIRTUAL} = no virtual device`, MFA, PASSWORD],
    },
  ],
  [
    "one virtual device by member role",
    { mfaDevices: virtualDevices("phone") },
    {
      ...uncounted("a root session would count them"),
      evidence: [`${VIRTUAL} = virtual (phone)`, MFA, PASSWORD],
    },
  ],
  [
    "one virtual device in the management account, where there are no root sessions",
    { mfaDevices: virtualDevices("phone"), account: managementAccount },
    {
      ...uncounted("only root itself can count them"),
      evidence: [`${VIRTUAL} = virtual (phone)`, MFA, PASSWORD],
    },
  ],
  [
    "two virtual devices by member role",
    { mfaDevices: virtualDevices("a", "b") },
    {
      status: "pass",
      summary: "at least 2 devices",
      evidence: [`${VIRTUAL} = virtual (a), virtual (b)`, MFA, PASSWORD],
    },
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
  ["the devices denied", { mfaDevices: unread(denied) }, { ...deniedAnswer, evidence: [MFA, PASSWORD] }],
  [
    "everything denied",
    { passwordPresent: unread(denied), mfaEnabled: unread(denied), mfaDevices: unread(denied) },
    { ...deniedAnswer, evidence: [] },
  ],
];

test.each(archetypes)("%s", (_name, facts, expected) => {
  expect(gist(rootMfaBackup.evaluate(guardedFacts(facts)))).toEqual(expected);
});

test("a single device is named", () => {
  const { detail } = rootMfaBackup.evaluate(guardedFacts({ mfaDevices: allDevices(key) }));
  expect(detail?.join("")).toBe("Only passkey or security key (vault): if it is lost, so is the way in");
});
