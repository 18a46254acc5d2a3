import { describe, expect, test } from "vitest";
import { rootMfa } from "../../src/checks/root-mfa.ts";
import { unread } from "../../src/domain/read.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import {
  accountFacts,
  central,
  denied,
  keysPresent,
  mfa,
  password,
  reportedKeys,
} from "../support/root-facts.ts";
import { type Expected, gist } from "./gist.ts";

const PASSWORD = "iam:GetAccountSummary AccountPasswordPresent = true";
const NO_PASSWORD = "iam:GetAccountSummary AccountPasswordPresent = false";
const MFA = "iam:GetAccountSummary AccountMFAEnabled = true";
const NO_MFA = "iam:GetAccountSummary AccountMFAEnabled = false";
const CENTRAL = "iam:ListOrganizationsFeatures EnabledFeatures";

const lackingMfa = { ...denied, code: "missing-in-answer", detail: "AccountMFAEnabled" } as const;
const lackingPassword = { ...lackingMfa, detail: "AccountPasswordPresent" };
const byScp = { ...denied, code: "denied-by-scp", detail: "p-abc denies iam:GetAccountSummary" } as const;
const throttled = { ...denied, code: "throttled", detail: "Rate exceeded" } as const;

const notApplicable = {
  status: "not_applicable",
  code: "no-root-password",
  summary: "not applicable: root has no password",
} as const;
const fail = {
  status: "fail",
  severity: "critical",
  headline: "Root password without MFA",
  summary: "off",
} as const;
const deniedAnswer = {
  status: "unknown",
  code: "access-denied",
  summary: "access denied: iam:GetAccountSummary is not allowed",
} as const;

const archetypes: readonly (readonly [string, Partial<AccountFacts>, Expected])[] = [
  [
    "no credentials, centrally managed",
    { passwordPresent: password(false), mfaEnabled: mfa(false), centralCredentialsManagement: central(true) },
    { ...notApplicable, evidence: [NO_PASSWORD, `${CENTRAL} = on`] },
  ],
  [
    "no credentials, not centrally managed",
    {
      passwordPresent: password(false),
      mfaEnabled: mfa(false),
      centralCredentialsManagement: central(false),
    },
    { ...notApplicable, evidence: [NO_PASSWORD, `${CENTRAL} = off`] },
  ],
  [
    "no credentials, central management unread",
    {
      passwordPresent: password(false),
      mfaEnabled: mfa(false),
      centralCredentialsManagement: unread(denied),
    },
    { ...notApplicable, evidence: [NO_PASSWORD] },
  ],
  [
    "no password, MFA left over",
    { passwordPresent: password(false), mfaEnabled: mfa(true) },
    { ...notApplicable, evidence: [NO_PASSWORD, `${CENTRAL} = on`] },
  ],
  [
    "no password, MFA unread",
    { passwordPresent: password(false), mfaEnabled: unread(denied) },
    { ...notApplicable, evidence: [NO_PASSWORD, `${CENTRAL} = on`] },
  ],
  [
    "no password, an active key",
    {
      passwordPresent: password(false),
      accessKeysPresent: keysPresent(true),
      accessKeys: reportedKeys({ status: "active" }),
    },
    { ...notApplicable, evidence: [NO_PASSWORD, `${CENTRAL} = on`] },
  ],
  [
    "a password only",
    { passwordPresent: password(true), mfaEnabled: mfa(false) },
    { ...fail, evidence: [NO_MFA, PASSWORD] },
  ],
  [
    "a password only, central management unread",
    { passwordPresent: password(true), mfaEnabled: mfa(false), centralCredentialsManagement: unread(denied) },
    { ...fail, evidence: [NO_MFA, PASSWORD] },
  ],
  [
    "a password with MFA",
    { passwordPresent: password(true), mfaEnabled: mfa(true) },
    { status: "pass", summary: "on", evidence: [MFA] },
  ],
  [
    "MFA, and a summary without the password",
    { passwordPresent: unread(lackingPassword), mfaEnabled: mfa(true) },
    { status: "pass", summary: "on", evidence: [MFA] },
  ],
  [
    "no MFA, and a summary without the password",
    { passwordPresent: unread(lackingPassword), mfaEnabled: mfa(false) },
    {
      status: "unknown",
      code: "missing-in-answer",
      summary: "iam:GetAccountSummary answered without AccountPasswordPresent",
      evidence: [NO_MFA],
    },
  ],
  [
    "a password, and a summary without MFA",
    { passwordPresent: password(true), mfaEnabled: unread(lackingMfa) },
    {
      status: "unknown",
      code: "missing-in-answer",
      summary: "iam:GetAccountSummary answered without AccountMFAEnabled",
      evidence: [PASSWORD],
    },
  ],
  [
    "everything denied",
    {
      passwordPresent: unread(denied),
      mfaEnabled: unread(denied),
      centralCredentialsManagement: unread(denied),
    },
    { ...deniedAnswer, evidence: [] },
  ],
  [
    "everything in the account denied, centrally managed",
    {
      passwordPresent: unread(denied),
      mfaEnabled: unread(denied),
      centralCredentialsManagement: central(true),
    },
    { ...deniedAnswer, evidence: [] },
  ],
  [
    "everything denied by an SCP",
    { passwordPresent: unread(byScp), mfaEnabled: unread(byScp) },
    {
      status: "unknown",
      code: "denied-by-scp",
      summary: "denied by a service control policy: p-abc denies iam:GetAccountSummary",
      evidence: [],
    },
  ],
  [
    "everything throttled",
    { passwordPresent: unread(throttled), mfaEnabled: unread(throttled) },
    {
      status: "unknown",
      code: "throttled",
      summary: "AWS kept throttling iam:GetAccountSummary",
      evidence: [],
    },
  ],
];

test.each(archetypes)("%s", (_name, facts, expected) => {
  expect(gist(rootMfa.evaluate(accountFacts(facts)))).toEqual(expected);
});

describe("where root has no password", () => {
  test.each([
    ["off", central(false), "whoever reads the root mailbox can still create a password"],
    ["on", central(true), undefined],
    ["unread", unread(denied), undefined],
  ])("and central management is %s, the mailbox is spoken of accordingly", (_state, management, words) => {
    const { detail } = rootMfa.evaluate(accountFacts({ centralCredentialsManagement: management }));
    if (words === undefined) expect(detail).toBeUndefined();
    else expect(detail?.join("")).toContain(words);
  });
});
