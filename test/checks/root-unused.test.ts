import { describe, expect, test } from "vitest";
import { rootUnused } from "../../src/checks/root-unused.ts";
import { unread } from "../../src/domain/read.ts";
import type { AccountFacts, KeyUse } from "../../src/domain/root-facts.ts";
import {
  accountFacts,
  denied,
  guardedFacts,
  keysPresent,
  listedKeys,
  managementAccount,
  password,
  passwordUsed,
  readAt,
  reportedKeys,
  reportMadeAt,
  reportNotReady,
  samplePolicy,
} from "../support/root-facts.ts";
import { gist } from "./gist.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ago = (milliseconds: number) => new Date(readAt.getTime() - milliseconds);
const judge = (facts: AccountFacts) => rootUnused.evaluate(facts, samplePolicy);

const keyUsed = (at: Date, status: "active" | "inactive" = "active"): Partial<AccountFacts> => {
  const lastUsed: KeyUse = { at, service: "s3", region: "us-east-1" };
  return {
    accessKeysPresent: keysPresent(true),
    accessKeys: listedKeys({ id: "AKIAIOSFODNN7EXAMPLE", status, lastUsed }),
  };
};
describe("how bad a use by password is", () => {
  const table: readonly (readonly [string, number, string, string])[] = [
    ["a minute ahead of the clock here", -60_000, "critical", "Root used within the last hour"],
    ["now", 0, "critical", "Root used within the last hour"],
    ["an hour ago", HOUR, "critical", "Root used 1 hour ago"],
    ["23 hours ago", 23 * HOUR, "critical", "Root used 23 hours ago"],
    ["exactly a day ago", DAY, "critical", "Root used 1 day ago"],
    ["a millisecond more than a day ago", DAY + 1, "medium", "Root used 1 day ago"],
    ["two days ago", 2 * DAY, "medium", "Root used 2 days ago"],
    ["exactly 90 days ago", 90 * DAY, "medium", "Root used 90 days ago"],
  ];

  test.each(table)("%s", (_when, milliseconds, severity, headline) => {
    const verdict = judge(guardedFacts({ passwordLastUsed: passwordUsed(ago(milliseconds)) }));
    expect(verdict).toMatchObject({ status: "fail", severity, headline });
  });

  test.each(table)("%s, in the management account", (_when, milliseconds, severity, headline) => {
    const passwordLastUsed = passwordUsed(ago(milliseconds));
    const verdict = judge(guardedFacts({ account: managementAccount, passwordLastUsed }));
    const worse = severity === "medium" ? "high" : severity;
    expect(verdict).toMatchObject({ status: "fail", severity: worse, headline });
  });

  test("longer ago than the days that are set is no failure", () => {
    const facts = guardedFacts({ passwordLastUsed: passwordUsed(ago(90 * DAY + 1)) });
    expect(judge(facts).status).toBe("pass");
    expect(rootUnused.evaluate(facts, { ...samplePolicy, rootUnusedDays: 91 }).status).toBe("fail");
  });
});

const lately = ago(10 * DAY);
const longAgo = ago(300 * DAY);
const someKeys = (accessKeys: AccountFacts["accessKeys"]) => ({
  accessKeysPresent: keysPresent(true),
  accessKeys,
});
const perhapsKeys = (accessKeys: AccountFacts["accessKeys"]) => ({
  accessKeysPresent: unread(denied),
  accessKeys,
});

const noPassword: Partial<AccountFacts> = {
  passwordPresent: password(false),
  passwordLastUsed: unread(denied),
};
const pending: Partial<AccountFacts> = { passwordLastUsed: unread(reportNotReady) };
const signIn = (last: Date | "never"): Partial<AccountFacts> => ({ passwordLastUsed: passwordUsed(last) });
const keyOf = (lastUsed: KeyUse | "unread") => ({ status: "active", lastUsed }) as const;

describe("which use counts", () => {
  test.each<[string, Partial<AccountFacts>, Partial<AccountFacts>, string]>([
    ["never by either", signIn("never"), {}, "never used"],
    [
      "never by either, with a key",
      signIn("never"),
      someKeys(reportedKeys({ status: "active" })),
      "never used",
    ],
    ["an old sign-in, and a key lately", signIn(longAgo), keyUsed(lately), "Root used 10 days ago"],
    ["a sign-in lately, and a key long ago", signIn(lately), keyUsed(longAgo), "Root used 10 days ago"],
    ["a key lately, and no password", noPassword, keyUsed(lately), "Root used 10 days ago"],
    ["a key that is inactive by now", signIn("never"), keyUsed(lately, "inactive"), "Root used 10 days ago"],
    [
      "the later of two keys",
      signIn("never"),
      someKeys(listedKeys(keyOf({ at: longAgo }), keyOf({ at: lately }))),
      "Root used 10 days ago",
    ],
    ["both long ago", signIn(longAgo), keyUsed(longAgo), "last used "],
  ])("%s", (_name, byPassword, byKey, words) => {
    const verdict = judge(guardedFacts({ ...byPassword, ...byKey }));
    expect(verdict.status).toBe(words.startsWith("Root") ? "fail" : "pass");
    expect(verdict.status === "fail" ? verdict.headline : verdict.summary[0]).toBe(words);
  });
});

describe("where a part could not be read", () => {
  const nothing = { ...perhapsKeys(unread(denied)), passwordPresent: unread(denied) };
  const lastUseUnread = "iam:ListAccessKeys answered without the last use of each key";
  const newer = "iam:GetCredentialReport answered without a key that is newer";
  test.each<[string, Partial<AccountFacts>, Partial<AccountFacts>, string, string?]>([
    ["the sign-in, and a key was used lately", pending, keyUsed(lately), "fail"],
    ["the sign-in, and a key was used long ago", pending, keyUsed(longAgo), "unknown"],
    ["the sign-in, and there is no key", pending, {}, "unknown"],
    ["the sign-in, where there is no password", noPassword, keyUsed(longAgo), "pass"],
    ["the keys, and the sign-in was lately", signIn(lately), someKeys(unread(denied)), "fail"],
    ["the keys, and the sign-in was long ago", signIn(longAgo), someKeys(unread(denied)), "unknown"],
    ["the keys, of which there are none", signIn("never"), { accessKeys: unread(denied) }, "pass"],
    ["whether there are keys", signIn("never"), perhapsKeys(unread(denied)), "unknown"],
    [
      "whether there are keys, by a report without any",
      signIn("never"),
      perhapsKeys(reportedKeys()),
      "unknown",
    ],
    ["whether there are keys, by a list without any", signIn("never"), perhapsKeys(listedKeys()), "pass"],
    ["a key's last use", signIn("never"), someKeys(listedKeys(keyOf("unread"))), "unknown", lastUseUnread],
    [
      "a key's last use, and the other's was lately",
      signIn("never"),
      someKeys(listedKeys(keyOf("unread"), keyOf({ at: lately }))),
      "fail",
    ],
    ["a key newer than the report", signIn("never"), someKeys(reportedKeys()), "unknown", newer],
    ["all of it", { passwordLastUsed: unread(denied) }, nothing, "unknown"],
  ])("%s", (_name, byPassword, byKey, status, words) => {
    const verdict = judge(guardedFacts({ ...byPassword, ...byKey }));
    expect(verdict.status).toBe(status);
    if (words) expect(verdict.summary).toEqual([words]);
  });

  test("a failure says what may be missing", () => {
    const verdict = judge(guardedFacts({ ...pending, ...keyUsed(lately) }));
    expect(verdict.detail?.at(-1)).toBe(
      "; not all could be read: AWS is still preparing the credential report",
    );
  });
});

test("a root user without password and keys has not been asked", () => {
  expect(gist(judge(accountFacts()))).toEqual({
    status: "not_applicable",
    code: "no-root-credentials",
    summary: "not applicable: root has neither a password nor an access key",
    evidence: [
      "iam:GetAccountSummary AccountPasswordPresent = false",
      "iam:GetAccountSummary AccountAccessKeysPresent = false",
    ],
  });
});

describe("the particulars", () => {
  test("of a key name it, its service and Region, and the day", () => {
    const at = ago(10 * DAY);
    expect(judge(guardedFacts({ ...keyUsed(at) })).detail).toEqual([
      "By access key ",
      { accessKeyId: "AKIAIOSFODNN7EXAMPLE" },
      " (s3, us-east-1)",
      ", ",
      { day: at },
    ]);
  });

  test("of a sign-in name the day and the report that tells of it", () => {
    const at = ago(10 * DAY);
    expect(judge(guardedFacts({ passwordLastUsed: passwordUsed(at) })).detail).toEqual([
      "By password",
      ", ",
      { day: at },
      "; by the credential report made ",
      { ago: reportMadeAt },
    ]);
  });

  test("leave a report out that was just made", () => {
    const used = passwordUsed(ago(10 * DAY));
    const origin = { ...used.origin, asOf: new Date(readAt.getTime() - 59 * 60_000) };
    expect(judge(guardedFacts({ passwordLastUsed: { ...used, origin } })).detail?.at(-1)).toHaveProperty(
      "day",
    );
  });

  test("have both uses as evidence, the key masked, the report with its own time", () => {
    const facts = guardedFacts({
      passwordLastUsed: passwordUsed(new Date("2026-11-20T10:00:00Z")),
      ...keyUsed(new Date("2026-11-21T10:00:00Z")),
    });
    expect(gist(judge(facts)).evidence).toEqual([
      "iam:GetCredentialReport password_last_used = 2026-11-20T10:00:00.000Z",
      "iam:ListAccessKeys AccessKeyMetadata = AKIA••••••••••••MPLE last used 2026-11-21T10:00:00.000Z",
    ]);
    expect(judge(facts).evidence[0]).toMatchObject({ asOf: reportMadeAt });
  });
});
