import { describe, expect, test } from "vitest";
import { rootAccessKey } from "../../src/checks/root-access-key.ts";
import { unread } from "../../src/domain/read.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import {
  accountFacts,
  denied,
  keysPresent,
  listedKeys,
  readAt,
  reportedKeys,
  reportMadeAt,
  reportNotReady,
} from "../support/root-facts.ts";
import { type Expected, gist } from "./gist.ts";

const PRESENT = "iam:GetAccountSummary AccountAccessKeysPresent = true";
const ABSENT = "iam:GetAccountSummary AccountAccessKeysPresent = false";
const REPORT = "iam:GetCredentialReport access_key_1_active, access_key_2_active";
const LIST = "iam:ListAccessKeys AccessKeyMetadata";

const active = { status: "active", createdAt: new Date("2019-05-06T07:08:09Z") } as const;
const inactive = { status: "inactive", createdAt: new Date("2020-01-02T03:04:05Z") } as const;
const lacking = { ...denied, code: "missing-in-answer", detail: "AccountAccessKeysPresent" } as const;
const byScp = { ...denied, code: "denied-by-scp", detail: "p-abc denies iam:GetAccountSummary" } as const;
const throttled = { ...denied, code: "throttled", detail: "Rate exceeded" } as const;

const fails = (severity: "critical" | "high", headline: string) =>
  ({ status: "fail", severity, headline }) as const;
const isActive = fails("critical", "Root access key is active");
const isInactive = fails("high", "Root access key is inactive but still there");
const isPresent = fails("critical", "Root access key is present");
const unknown = (code: string) => ({ status: "unknown", code }) as const;

const archetypes: readonly (readonly [string, Partial<AccountFacts>, Expected])[] = [
  [
    "no credentials",
    { accessKeysPresent: keysPresent(false) },
    { status: "pass", summary: "none", evidence: [ABSENT] },
  ],
  [
    "no key, and a report that still has one from before",
    { accessKeysPresent: keysPresent(false), accessKeys: reportedKeys(active) },
    { status: "pass", summary: "none", evidence: [ABSENT] },
  ],
  [
    "no key, and no leave to list what is not there",
    { accessKeysPresent: keysPresent(false), accessKeys: unread(denied) },
    { status: "pass", summary: "none", evidence: [ABSENT] },
  ],
  [
    "an active key",
    { accessKeysPresent: keysPresent(true), accessKeys: reportedKeys(active) },
    { ...isActive, summary: "1 active", evidence: [PRESENT, `${REPORT} = active`] },
  ],
  [
    "two active keys",
    { accessKeysPresent: keysPresent(true), accessKeys: reportedKeys(active, active) },
    { ...isActive, summary: "2 active", evidence: [PRESENT, `${REPORT} = active; active`] },
  ],
  [
    "one active and one inactive key",
    { accessKeysPresent: keysPresent(true), accessKeys: reportedKeys(inactive, active) },
    { ...isActive, summary: "1 active", evidence: [PRESENT, `${REPORT} = inactive; active`] },
  ],
  [
    "an inactive key",
    { accessKeysPresent: keysPresent(true), accessKeys: reportedKeys(inactive) },
    { ...isInactive, summary: "1 inactive", evidence: [PRESENT, `${REPORT} = inactive`] },
  ],
  [
    "two inactive keys",
    { accessKeysPresent: keysPresent(true), accessKeys: reportedKeys(inactive, inactive) },
    { ...isInactive, summary: "2 inactive", evidence: [PRESENT, `${REPORT} = inactive; inactive`] },
  ],
  [
    "an active key, named by a root session",
    {
      accessKeysPresent: keysPresent(true),
      accessKeys: listedKeys({ ...active, id: "AKIAIOSFODNN7EXAMPLE" }),
    },
    { ...isActive, summary: "1 active", evidence: [PRESENT, `${LIST} = AKIA••••••••••••MPLE active`] },
  ],
  [
    "a key, the report not ready",
    { accessKeysPresent: keysPresent(true), accessKeys: unread(reportNotReady) },
    { ...isPresent, summary: "present", evidence: [PRESENT] },
  ],
  [
    "a key, the report denied",
    { accessKeysPresent: keysPresent(true), accessKeys: unread(denied) },
    { ...isPresent, summary: "present", evidence: [PRESENT] },
  ],
  [
    "a key that is newer than the report",
    { accessKeysPresent: keysPresent(true), accessKeys: reportedKeys() },
    { ...isPresent, summary: "present", evidence: [PRESENT, `${REPORT} = no key`] },
  ],
  [
    "a summary without the field, a report with an active key",
    { accessKeysPresent: unread(lacking), accessKeys: reportedKeys(active) },
    { ...isActive, summary: "1 active", evidence: [`${REPORT} = active`] },
  ],
  [
    "a summary without the field, a report without keys",
    { accessKeysPresent: unread(lacking), accessKeys: reportedKeys() },
    {
      ...unknown("missing-in-answer"),
      summary: "iam:GetAccountSummary answered without AccountAccessKeysPresent",
      evidence: [`${REPORT} = no key`],
    },
  ],
  [
    "a summary without the field, a list without keys, read just now",
    { accessKeysPresent: unread(lacking), accessKeys: listedKeys() },
    { status: "pass", summary: "none", evidence: ["iam:ListAccessKeys AccessKeyMetadata = no key"] },
  ],
  [
    "a summary without the field, no report yet",
    { accessKeysPresent: unread(lacking), accessKeys: unread(reportNotReady) },
    {
      ...unknown("missing-in-answer"),
      summary: "iam:GetAccountSummary answered without AccountAccessKeysPresent",
      evidence: [],
    },
  ],
  [
    "everything denied",
    { accessKeysPresent: unread(denied), accessKeys: unread(denied) },
    {
      ...unknown("access-denied"),
      summary: "access denied: iam:GetAccountSummary is not allowed",
      evidence: [],
    },
  ],
  [
    "everything denied by an SCP",
    { accessKeysPresent: unread(byScp), accessKeys: unread(byScp) },
    {
      ...unknown("denied-by-scp"),
      summary: "denied by a service control policy: p-abc denies iam:GetAccountSummary",
      evidence: [],
    },
  ],
  [
    "everything throttled",
    { accessKeysPresent: unread(throttled), accessKeys: unread(throttled) },
    { ...unknown("throttled"), summary: "AWS kept throttling iam:GetAccountSummary", evidence: [] },
  ],
];

test.each(archetypes)("%s", (_name, facts, expected) => {
  expect(gist(rootAccessKey.evaluate(accountFacts(facts)))).toEqual(expected);
});

describe("the particulars", () => {
  test("name each key by its id and say how it was used", () => {
    const lastUsed = { at: new Date("2026-11-20T00:00:00Z"), service: "s3", region: "us-east-1" };
    const accessKeys = listedKeys({ ...active, id: "AKIA1", lastUsed }, { id: "AKIA2", status: "inactive" });
    const verdict = rootAccessKey.evaluate(
      accountFacts({ accessKeysPresent: keysPresent(true), accessKeys }),
    );
    expect(verdict.detail).toEqual([
      { accessKeyId: "AKIA1" },
      ", active",
      ", created ",
      { day: active.createdAt },
      ", last used ",
      { ago: lastUsed.at },
      " (s3, us-east-1)",
      "; ",
      { accessKeyId: "AKIA2" },
      ", inactive",
      ", no use recorded",
    ]);
  });

  test("say of a key without an id what state it is in", () => {
    const accessKeys = reportedKeys(inactive);
    const verdict = rootAccessKey.evaluate(
      accountFacts({ accessKeysPresent: keysPresent(true), accessKeys }),
    );
    expect(verdict.detail?.[0]).toBe("Inactive");
  });

  test.each([
    [
      "could not be read",
      unread(reportNotReady),
      "could not be read (AWS is still preparing the credential report)",
    ],
    ["came too early", reportedKeys(), "Newer than the last credential report"],
  ])("say that a key whose state %s is taken as active", (_why, accessKeys, words) => {
    const verdict = rootAccessKey.evaluate(
      accountFacts({ accessKeysPresent: keysPresent(true), accessKeys }),
    );
    expect(verdict.detail?.join("")).toContain(words);
    expect(verdict.detail?.join("")).toContain("it is taken as active");
  });
});

test("evidence says when it was read, and when AWS made the report", () => {
  const facts = accountFacts({ accessKeysPresent: keysPresent(true), accessKeys: reportedKeys(active) });
  expect(rootAccessKey.evaluate(facts).evidence).toEqual([
    expect.objectContaining({ rung: "member role", readAt, requestId: "req-1" }),
    expect.objectContaining({ rung: "member role", readAt, asOf: reportMadeAt }),
  ]);
});
