import { describe, expect, test } from "vitest";
import { evidenceOf, unknownBecause } from "../../src/checks/check.ts";
import { checks } from "../../src/checks/index.ts";
import type { UnreadableCode } from "../../src/domain/read.ts";
import { keysPresent, readAt } from "../support/root-facts.ts";

describe("the reason of an unknown answer", () => {
  const texts: Record<UnreadableCode, string> = {
    "access-denied": "access denied: the particulars",
    "denied-by-scp": "denied by a service control policy: the particulars",
    "feature-off": "a feature is off: the particulars",
    throttled: "AWS kept throttling iam:GetAccountSummary",
    "not-read-yet": "not read yet: the particulars",
    "report-not-ready": "AWS is still preparing the credential report",
    "not-fresh": "cannot be asked afresh: the particulars",
    "not-in-partition": "not available in this AWS partition: the particulars",
    "missing-in-answer": "iam:GetAccountSummary answered without the particulars",
    "unexpected-answer": "iam:GetAccountSummary answered in a way that was not understood: the particulars",
    unreachable: "iam:GetAccountSummary could not be reached: the particulars",
  };

  test.each(Object.keys(texts) as UnreadableCode[])("%s", (code) => {
    const verdict = unknownBecause({ code, call: "iam:GetAccountSummary", detail: "the particulars" });
    const text = texts[code];
    expect(verdict).toEqual({ status: "unknown", summary: [text], reason: { code, text }, evidence: [] });
  });

  test("says when asking again makes sense, and keeps what was read", () => {
    const why = {
      code: "report-not-ready",
      call: "iam:GetCredentialReport",
      detail: "",
      until: readAt,
    } as const;
    const evidence = [evidenceOf(keysPresent(true))];
    expect(unknownBecause(why, evidence)).toMatchObject({ reason: { until: readAt }, evidence });
  });
});

test("evidence is the value as it prints, or in the words given, with its origin", () => {
  const origin = { call: "iam:GetAccountSummary", field: "AccountAccessKeysPresent", rung: "member role" };
  expect(evidenceOf(keysPresent(true))).toMatchObject({ ...origin, value: "true", readAt });
  expect(evidenceOf(keysPresent(true), "1 key")).toMatchObject({ ...origin, value: "1 key" });
});

describe("every check", () => {
  test("has an id of its own, in the form that people type", () => {
    const ids = checks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test.each(checks.map((check) => [check.id, check] as const))("%s can be acted on", (_id, check) => {
    const { question, needs, remedy, compliance } = check;
    expect(question).toMatch(/\?$/);
    expect(needs.length).toBeGreaterThan(0);
    for (const steps of [remedy.before, remedy.console, remedy.commands, remedy.after])
      expect(steps.length).toBeGreaterThan(0);
    for (const { ids } of compliance) expect(ids.length).toBeGreaterThan(0);
    const frameworks = compliance.map(({ framework }) => framework);
    expect(new Set(frameworks).size).toBe(frameworks.length);
  });

  test("tells a person what to run, and never an access key's deletion first", () => {
    for (const { remedy } of checks) {
      for (const { run } of remedy.commands) expect(run).toMatch(/^aws /);
      expect(remedy.commands[0]?.run).not.toMatch(/delete/);
    }
  });
});
