import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate, evaluateNotActive, notActive } from "../../src/checks/evaluate.ts";
import { checks } from "../../src/checks/index.ts";
import type { AccountState } from "../../src/domain/account.ts";
import { unread } from "../../src/domain/read.ts";
import { type Result, severities } from "../../src/domain/result.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import {
  accountFacts,
  administrators,
  certificatesPresent,
  denied,
  keysPresent,
  mfa,
  password,
  passwordUsed,
  primaryContact,
  readAt,
  reportedKeys,
  sampleAccount,
  samplePolicy,
  securityContact,
} from "../support/root-facts.ts";
import { anyAccountFacts } from "./any-root-facts.ts";

const statusesOf = (results: readonly Result[]) => results.map(({ check, status }) => [check, status]);

test("every check answers, in the order of the list", () => {
  expect(statusesOf(evaluate(accountFacts(), samplePolicy))).toEqual([
    ["root-access-key", "pass"],
    ["root-mfa", "not_applicable"],
    ["root-mfa-hardware", "not_applicable"],
    ["root-mfa-backup", "not_applicable"],
    ["root-unused", "not_applicable"],
    ["root-signing-certificate", "pass"],
    ["root-credentials-removed", "pass"],
    ["root-email", "pass"],
    ["security-contact", "pass"],
    ["primary-contact", "pass"],
    ["admin-principal", "pass"],
    ["account-state", "pass"],
  ]);
});

test("one account can fail everything but its state", () => {
  const facts = accountFacts({
    account: { ...sampleAccount, email: "jane@gmail.com" },
    passwordPresent: password(true),
    mfaEnabled: mfa(false),
    accessKeysPresent: keysPresent(true),
    accessKeys: reportedKeys({ status: "active" }),
    signingCertificatesPresent: certificatesPresent(true),
    passwordLastUsed: passwordUsed(readAt),
    securityContactSet: securityContact(false),
    primaryContact: primaryContact({ hasCompany: false }),
    administrators: administrators(),
  });
  const [state, ...others] = statusesOf(evaluate(facts, samplePolicy)).toReversed();
  expect(state).toEqual(["account-state", "pass"]);
  expect(new Set(others.map(([, status]) => status))).toEqual(new Set(["fail"]));
});

describe("an account's state", () => {
  const states: Record<AccountState, string | undefined> = {
    ACTIVE: undefined,
    PENDING_ACTIVATION: "the account has not been activated yet",
    SUSPENDED: "the account is suspended",
    PENDING_CLOSURE: "the account is being closed",
    CLOSED: "the account is closed",
    UNRECOGNIZED: "the account is in a state that is not known here",
  };

  test.each(Object.keys(states) as AccountState[])("%s", (state) => {
    const account = { ...sampleAccount, state };
    expect(notActive(account)).toBe(states[state]);
  });

  test("that nobody could tell does not keep the account from being read", () => {
    const { state: _, ...account } = sampleAccount;
    expect(notActive(account)).toBeUndefined();
  });

  test("other than active makes every check not applicable, with the state as evidence", () => {
    const { described: _, ...bare } = sampleAccount;
    const account = { ...bare, state: "SUSPENDED" } as const;
    const results = evaluateNotActive(account, "the account is suspended", readAt);
    expect(results.map(({ check }) => check)).toEqual(checks.map(({ id }) => id));
    for (const result of results)
      expect(result).toMatchObject({
        status: "not_applicable",
        summary: ["not applicable: the account is suspended"],
        reason: { code: "account-not-active", text: "the account is suspended" },
        evidence: [{ call: "organizations:DescribeAccount", field: "State", value: "SUSPENDED", readAt }],
      });
  });

  test("other than active is spelt out once, by the check of the state", () => {
    const account = { ...sampleAccount, state: "CLOSED" } as const;
    const detailed = evaluateNotActive(account, "the account is closed", readAt).filter(
      ({ detail }) => detail,
    );
    expect(detailed.map(({ check }) => check)).toEqual(["account-state"]);
  });
});

/** Facts of which a check must know at least one to pass or to fail. */
const indispensable: Readonly<Record<string, readonly (keyof AccountFacts)[]>> = {
  "root-access-key": ["accessKeysPresent", "accessKeys"],
  "root-mfa": ["mfaEnabled"],
  "root-mfa-hardware": ["mfaEnabled", "mfaDevices"],
  "root-mfa-backup": ["mfaEnabled", "mfaDevices"],
  "root-unused": ["passwordLastUsed", "accessKeys"],
  "root-signing-certificate": ["signingCertificatesPresent"],
  "root-credentials-removed": ["centralCredentialsManagement"],
  "security-contact": ["securityContactSet"],
  "primary-contact": ["primaryContact"],
  "admin-principal": ["administrators"],
};

describe("whatever the facts", () => {
  const always = (holds: (results: readonly Result[], facts: AccountFacts) => void) =>
    fc.assert(fc.property(anyAccountFacts, (facts) => holds(evaluate(facts, samplePolicy), facts)));
  const verdictOf = (check: string, results: readonly Result[]) =>
    results.find((result) => result.check === check);

  test.each(Object.entries(indispensable))(
    "%s neither passes nor fails by what is unread",
    (check, needed) => {
      fc.assert(
        fc.property(anyAccountFacts, (facts) => {
          const blank = Object.fromEntries(needed.map((fact) => [fact, unread(denied)]));
          const status = verdictOf(check, evaluate({ ...facts, ...blank }, samplePolicy))?.status;
          expect(status).toMatch(/^(unknown|not_applicable)$/);
        }),
      );
    },
  );

  test("root-access-key passes only where AWS said that there is none", () => {
    always((results, { accessKeysPresent: present, accessKeys }) => {
      const listedNone = accessKeys.known && accessKeys.value.length === 0 && !accessKeys.origin.asOf;
      const saidSo = present.known ? !present.value : listedNone;
      expect(verdictOf("root-access-key", results)?.status === "pass").toBe(saidSo);
    });
  });

  test("root-mfa passes only where AWS said that it is on, and fails only where it said that it is off", () => {
    always((results, facts) => {
      const status = verdictOf("root-mfa", results)?.status;
      if (status === "pass") expect(facts.mfaEnabled).toMatchObject({ known: true, value: true });
      if (status !== "fail") return;
      expect(facts.mfaEnabled).toMatchObject({ known: true, value: false });
      expect(facts.passwordPresent).toMatchObject({ known: true, value: true });
    });
  });

  test("a root user without a password fails nothing about its MFA", () => {
    always((_, facts) => {
      const results = evaluate({ ...facts, passwordPresent: password(false) }, samplePolicy);
      for (const check of ["root-mfa", "root-mfa-hardware", "root-mfa-backup"])
        expect(verdictOf(check, results)?.status).toBe("not_applicable");
    });
  });

  test("every answer has words, and its evidence or its reason", () => {
    always((results) => {
      for (const { summary, ...result } of results) {
        expect(summary.filter((part) => part !== "").length).toBeGreaterThan(0);
        if ("reason" in result) expect(result.reason.text).not.toBe("");
        else expect(result.evidence.length).toBeGreaterThan(0);
        if (result.status === "fail") expect(result.headline).toMatch(/^[A-Z]/);
      }
    });
  });

  test("no words and no evidence hold a whole address or key id", () => {
    always((results) => {
      for (const { summary, detail = [], evidence, ...rest } of results) {
        const words = [...summary, ...detail].filter((part) => typeof part === "string");
        const written = JSON.stringify([words, evidence, "headline" in rest ? rest.headline : ""]);
        expect(written).not.toMatch(/AKIA[A-Z0-9]{16}/);
        expect(written).not.toContain("alice.smith@");
      }
    });
  });

  test("every answer survives being written down", () => {
    always((results) => {
      const written: unknown = JSON.parse(JSON.stringify(results));
      expect(written).toStrictEqual(withDatesWritten(results));
    });
  });

  test("no failure is worse than its check says it can be", () => {
    always((results) => {
      for (const result of results) {
        if (result.status !== "fail") continue;
        const worst = checks.find(({ id }) => id === result.check)?.severity ?? "info";
        expect(severities.indexOf(result.severity)).toBeGreaterThanOrEqual(severities.indexOf(worst));
      }
    });
  });

  test("the same facts get the same answer, and are left as they were", () => {
    always((results, facts) => {
      const before = structuredClone(facts);
      expect(evaluate(facts, samplePolicy)).toEqual(results);
      expect(facts).toEqual(before);
    });
  });
});

/** The same structure with each date as its text, so that only what JSON cannot hold makes a difference. */
function withDatesWritten(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(withDatesWritten);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withDatesWritten(part)]));
}
