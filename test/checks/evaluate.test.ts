import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate, evaluateNotActive, notActive } from "../../src/checks/evaluate.ts";
import { checks } from "../../src/checks/index.ts";
import type { AccountState } from "../../src/domain/account.ts";
import { severities } from "../../src/domain/result.ts";
import {
  keysPresent,
  mfa,
  password,
  readAt,
  reportedKeys,
  rootFacts,
  sampleAccount,
} from "../support/root-facts.ts";
import { anyRootFacts } from "./any-root-facts.ts";

test("every check answers, in the order of the list", () => {
  expect(evaluate(rootFacts()).map(({ check, status }) => [check, status])).toEqual([
    ["root-access-key", "pass"],
    ["root-mfa", "not_applicable"],
  ]);
});

test("one account can fail several checks", () => {
  const facts = rootFacts({
    passwordPresent: password(true),
    mfaEnabled: mfa(false),
    accessKeysPresent: keysPresent(true),
    accessKeys: reportedKeys({ status: "active" }),
  });
  expect(evaluate(facts).map(({ status }) => status)).toEqual(["fail", "fail"]);
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
    const account = { ...sampleAccount, state: "SUSPENDED" } as const;
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
});

describe("whatever the facts", () => {
  const verdictsOf = (check: string) => (results: ReturnType<typeof evaluate>) =>
    results.find((result) => result.check === check);

  test("root-access-key passes only where AWS said that there is none", () => {
    fc.assert(
      fc.property(anyRootFacts, (facts) => {
        const { accessKeysPresent: present, accessKeys } = facts;
        const saidSo = present.known ? !present.value : accessKeys.known && accessKeys.value.length === 0;
        expect(verdictsOf("root-access-key")(evaluate(facts))?.status === "pass").toBe(saidSo);
      }),
    );
  });

  test("root-mfa passes only where AWS said that it is on, and fails only where it said that it is off", () => {
    fc.assert(
      fc.property(anyRootFacts, (facts) => {
        const status = verdictsOf("root-mfa")(evaluate(facts))?.status;
        if (status === "pass") expect(facts.mfaEnabled).toMatchObject({ known: true, value: true });
        if (status !== "fail") return;
        expect(facts.mfaEnabled).toMatchObject({ known: true, value: false });
        expect(facts.passwordPresent).toMatchObject({ known: true, value: true });
      }),
    );
  });

  test("every answer carries its evidence or its reason, and none a whole key id", () => {
    fc.assert(
      fc.property(anyRootFacts, (facts) => {
        for (const result of evaluate(facts)) {
          if ("reason" in result) expect(result.reason.text).not.toBe("");
          else expect(result.evidence.length).toBeGreaterThan(0);
          expect(JSON.stringify(result.evidence)).not.toMatch(/AKIA[A-Z0-9]{16}/);
        }
      }),
    );
  });

  test("no failure is worse than its check says it can be", () => {
    fc.assert(
      fc.property(anyRootFacts, (facts) => {
        for (const result of evaluate(facts)) {
          if (result.status !== "fail") continue;
          const worst = checks.find(({ id }) => id === result.check)?.severity ?? "info";
          expect(severities.indexOf(result.severity)).toBeGreaterThanOrEqual(severities.indexOf(worst));
        }
      }),
    );
  });

  test("the same facts get the same answer", () => {
    fc.assert(
      fc.property(anyRootFacts, (facts) => {
        expect(evaluate(structuredClone(facts))).toEqual(evaluate(facts));
      }),
    );
  });
});
