import { expect, test } from "vitest";
import { resultColumns, rowsOf } from "../../src/audit/result-rows.ts";
import type { Evidence, Result } from "../../src/domain/result.ts";
import { at, idOf, pass } from "../support/audits.ts";

const evidence: Evidence = {
  call: "iam:ListAccessKeys",
  field: "AccessKeyMetadata",
  rung: "root session",
  readAt: at(1),
  value: "AKIA••••••••••••MPLE active",
};
const fromOrganization: Evidence = { ...evidence, rung: "own credentials", readAt: at(2) };

function rowOf(result: Result) {
  return rowsOf({ accountId: idOf(1), readAt: at(9), results: [result] }, "team-1")[0];
}

test("the columns are these, in this order, and a row has no others", () => {
  const columns = "accountId, accountName, check, status, reason, severity, rung, readAt, evidence";
  expect(resultColumns.join(", ")).toBe(columns);
  expect(Object.keys(rowOf(pass("a")) ?? {})).toEqual([...resultColumns]);
});

test.each<[string, Result, object]>([
  [
    "a pass has neither reason nor severity",
    { ...pass("a"), evidence: [evidence] },
    {
      check: "a",
      status: "pass",
      reason: null,
      severity: null,
      rung: "root session",
      readAt: "2026-11-22T10:00:01.000Z",
    },
  ],
  [
    "a failure says what was found, times in UTC and key ids masked",
    {
      check: "a",
      status: "fail",
      severity: "critical",
      headline: "Root access key is active",
      fingerprint: {},
      summary: [],
      detail: [
        { accessKeyId: "AKIAIOSFODNN7EXAMPLE" },
        ", created ",
        { day: at(0) },
        ", used ",
        { ago: at(3) },
      ],
      evidence: [],
    },
    {
      reason:
        "Root access key is active: AKIA••••••••••••MPLE, created 2026-11-22, used 2026-11-22T10:00:03.000Z",
      severity: "critical",
      rung: null,
      readAt: "2026-11-22T10:00:09.000Z",
    },
  ],
  [
    "a failure without particulars is its headline",
    {
      check: "a",
      status: "fail",
      severity: "low",
      headline: "No phone",
      summary: [],
      evidence: [],
      fingerprint: {},
    },
    { reason: "No phone", severity: "low" },
  ],
  [
    "an unknown has a code, why, and the access that was tried",
    {
      check: "a",
      status: "unknown",
      summary: [],
      reason: { code: "access-denied", text: "access denied: no", rung: "member role" },
      evidence: [fromOrganization],
    },
    { status: "unknown", reason: "access-denied: access denied: no", severity: null, rung: "member role" },
  ],
  [
    "a check that is not applicable has a code and why",
    {
      check: "a",
      status: "not_applicable",
      summary: [],
      reason: { code: "no-root-password", text: "no password" },
      evidence: [],
    },
    { status: "not_applicable", reason: "no-root-password: no password", severity: null, rung: null },
  ],
  [
    "what the account itself said decides over what the organization said",
    { ...pass("a"), evidence: [fromOrganization, evidence] },
    { rung: "root session", readAt: "2026-11-22T10:00:02.000Z" },
  ],
  [
    "what only the organization said was read by own credentials",
    { ...pass("a"), evidence: [fromOrganization] },
    { rung: "own credentials" },
  ],
])("%s", (_, result, row) => {
  expect(rowOf(result)).toMatchObject(row);
});
