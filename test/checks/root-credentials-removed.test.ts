import { expect, test } from "vitest";
import { rootCredentialsRemoved } from "../../src/checks/root-credentials-removed.ts";
import { unread } from "../../src/domain/read.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import {
  accountFacts,
  central,
  certificatesPresent,
  denied,
  keysPresent,
  listedKeys,
  managementAccount,
  password,
  readAt,
  reportedKeys,
  sampleAccount,
} from "../support/root-facts.ts";
import { type Expected, gist } from "./gist.ts";

const ON = "iam:ListOrganizationsFeatures EnabledFeatures = on";
const summary = (field: string, there: boolean) => `iam:GetAccountSummary Account${field}Present = ${there}`;
const NOTHING = [
  summary("Password", false),
  summary("AccessKeys", false),
  summary("SigningCertificates", false),
] as const;
const fail = (headline: string, words: string) =>
  ({ status: "fail", severity: "medium", headline, summary: words }) as const;
const deniedAnswer = {
  status: "unknown",
  code: "access-denied",
  summary: "access denied: iam:GetAccountSummary is not allowed",
} as const;
const everything: Partial<AccountFacts> = {
  passwordPresent: password(true),
  accessKeysPresent: keysPresent(true),
  accessKeys: reportedKeys({ status: "inactive" }),
  signingCertificatesPresent: certificatesPresent(true),
};

test.each<[string, Partial<AccountFacts>, Expected]>([
  ["nothing left", {}, { status: "pass", summary: "none", evidence: [...NOTHING, ON] }],
  [
    "the management account, whatever it has",
    { ...everything, account: managementAccount },
    {
      status: "not_applicable",
      code: "management-account",
      summary: "not applicable: the management account's root cannot be managed centrally",
      evidence: ["organizations:ListAccounts Arn = of the management account"],
    },
  ],
  [
    "an account in no organization, where AWS tells nothing of the feature",
    {
      ...everything,
      account: { ...sampleAccount, described: { call: "organizations:DescribeOrganization", readAt } },
      centralCredentialsManagement: unread({
        code: "feature-off",
        call: "iam:ListOrganizationsFeatures",
        detail: "Your account is not a member of an organization.",
      }),
    },
    {
      status: "not_applicable",
      code: "no-organization",
      summary: "not applicable: the account is in no organization",
      evidence: ["organizations:DescribeOrganization Organization = none"],
    },
  ],
  [
    "the feature off, whatever there is",
    { ...everything, centralCredentialsManagement: central(false) },
    {
      status: "not_applicable",
      code: "central-management-off",
      summary: "not applicable: central root management is off",
      evidence: ["iam:ListOrganizationsFeatures EnabledFeatures = off"],
    },
  ],
  [
    "the feature unread",
    {
      centralCredentialsManagement: unread({
        ...denied,
        detail: "iam:ListOrganizationsFeatures is not allowed",
      }),
    },
    {
      status: "unknown",
      code: "access-denied",
      summary: "access denied: iam:ListOrganizationsFeatures is not allowed",
      evidence: [],
    },
  ],
  [
    "a password",
    { passwordPresent: password(true) },
    {
      ...fail("Root still has a password", "password"),
      evidence: [summary("Password", true), ...NOTHING.slice(1), ON],
    },
  ],
  [
    "everything",
    everything,
    {
      ...fail(
        "Root still has a password, an access key and a signing certificate",
        "password, access key, signing certificate",
      ),
      evidence: [
        summary("Password", true),
        summary("AccessKeys", true),
        summary("SigningCertificates", true),
        ON,
      ],
    },
  ],
  [
    "a certificate, the rest denied",
    {
      passwordPresent: unread(denied),
      accessKeysPresent: unread(denied),
      accessKeys: unread(denied),
      signingCertificatesPresent: certificatesPresent(true),
    },
    {
      ...fail("Root still has a signing certificate", "signing certificate"),
      evidence: [summary("SigningCertificates", true), ON],
    },
  ],
  [
    "nothing seen, the password denied",
    { passwordPresent: unread(denied) },
    { ...deniedAnswer, evidence: [...NOTHING.slice(1), ON] },
  ],
  [
    "nothing seen, the certificates denied",
    { signingCertificatesPresent: unread(denied) },
    { ...deniedAnswer, evidence: [...NOTHING.slice(0, 2), ON] },
  ],
  [
    "a summary without the keys, and a list that has one",
    { accessKeysPresent: unread(denied), accessKeys: listedKeys({ status: "inactive" }) },
    {
      ...fail("Root still has an access key", "access key"),
      evidence: [
        summary("Password", false),
        "iam:ListAccessKeys AccessKeyMetadata = 1 there",
        NOTHING[2],
        ON,
      ],
    },
  ],
  [
    "a summary without the keys, and a list without any",
    { accessKeysPresent: unread(denied), accessKeys: listedKeys() },
    {
      status: "pass",
      summary: "none",
      evidence: [summary("Password", false), "iam:ListAccessKeys AccessKeyMetadata = no key", NOTHING[2], ON],
    },
  ],
  [
    "a summary without the keys, and a report without any",
    { accessKeysPresent: unread(denied), accessKeys: reportedKeys() },
    { ...deniedAnswer, evidence: [summary("Password", false), NOTHING[2], ON] },
  ],
])("%s", (_name, facts, expected) => {
  expect(gist(rootCredentialsRemoved.evaluate(accountFacts(facts)))).toEqual(expected);
});
