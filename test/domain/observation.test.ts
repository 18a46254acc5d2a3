import { expect, test } from "vitest";
import type { FindingRecord } from "../../src/domain/finding.ts";
import { observe } from "../../src/domain/observation.ts";
import type { Evidence, Fingerprint, Result, Severity } from "../../src/domain/result.ts";

const at = (hours: number): Date => new Date(Date.UTC(2026, 10, 1, hours));

function evidence(asOf: Date | undefined): readonly Evidence[] {
  const source = { call: "iam:GetAccountSummary", field: "F", rung: "member role", readAt: at(10) } as const;
  return [
    { ...source, value: "1" },
    { ...source, value: "1", ...(asOf && { asOf }) },
  ];
}

function failing(
  fingerprint: Fingerprint = {},
  { asOf, severity = "high" }: { asOf?: Date; severity?: Severity } = {},
): Result {
  const words = { headline: "it fails", summary: ["one"] };
  return { check: "c", status: "fail", severity, ...words, fingerprint, evidence: evidence(asOf) };
}

function passing(asOf?: Date): Result {
  return { check: "c", status: "pass", summary: ["none"], evidence: evidence(asOf) };
}

const reason = { code: "no-root-password", text: "root has no password" } as const;
const notApplicable: Result = {
  check: "c",
  status: "not_applicable",
  summary: [],
  reason,
  evidence: evidence(undefined),
};
const unknown: Result = {
  check: "c",
  status: "unknown",
  summary: [],
  reason: { code: "throttled", text: "throttled" },
  evidence: [],
};

function finding(given: Partial<FindingRecord> = {}): FindingRecord {
  const seen = { firstSeen: at(8), lastSeen: at(8), observedAt: at(8), openedAt: at(8) };
  const subject = { kind: "account", accountId: "111111111111" } as const;
  const rest = { id: 1, version: 1, check: "c", severity: "high", reopened: 0, wasSnoozed: false } as const;
  return { ...rest, ...seen, subject, fingerprint: { keys: "1" }, state: "open", ...given };
}

const opening = { severity: "high", isClockRunning: true } as const;

test.each<[string, FindingRecord | undefined, Result, readonly object[] | undefined]>([
  ["a failure is found", undefined, failing(), [{ kind: "found", ...opening }]],
  ["what is worth a remark only is not", undefined, failing({}, { severity: "info" }), undefined],
  ["a pass finds nothing", undefined, passing(), undefined],
  ["nor does what is unknown", undefined, unknown, undefined],
  ["the same failure is the same", finding(), failing({ keys: "1" }), []],
  ["so is one of which less was seen", finding(), failing({}), []],
  ["and one of which more was", finding(), failing({ keys: "1", ids: "A" }), []],
  ["another is another", finding(), failing({ keys: "2" }), [{ kind: "changed", ...opening }]],
  [
    "by an older picture it is not",
    finding({ observedAt: at(9) }),
    failing({ keys: "2" }, { asOf: at(7) }),
    [],
  ],
  [
    "it gets worse",
    finding(),
    failing({ keys: "1" }, { severity: "critical" }),
    [{ kind: "worsened", severity: "critical", isClockRunning: true }],
  ],
  ["it eases without a word", finding({ severity: "critical" }), failing({ keys: "1" }), []],
  ["a pass resolves it", finding(), passing(), [{ kind: "resolved" }]],
  ["put aside, too", finding({ state: "accepted", until: at(99) }), passing(), [{ kind: "resolved" }]],
  ["a picture of before does not", finding({ observedAt: at(9) }), passing(at(7)), undefined],
  ["an unknown answer does not", finding(), unknown, []],
  ["one from before what was seen last says nothing", finding({ observedAt: at(11) }), unknown, undefined],
  [
    "where the question does not arise it is closed",
    finding(),
    notApplicable,
    [{ kind: "closed", reason: "root has no password" }],
  ],
  [
    "where it became a remark, too",
    finding(),
    failing({}, { severity: "info" }),
    [{ kind: "closed", reason: "it is only worth a remark now" }],
  ],
  [
    "a resolved one fails again",
    finding({ state: "resolved" }),
    failing(),
    [{ kind: "failed again", ...opening }],
  ],
  [
    "but not by an older picture",
    finding({ state: "resolved", observedAt: at(9) }),
    failing({}, { asOf: at(7) }),
    undefined,
  ],
  ["and is left alone by what is unknown", finding({ state: "resolved" }), unknown, undefined],
])("%s", (_, before, result, happenings) => {
  expect(observe(before, { result, readAt: at(10), isClockRunning: true })?.happenings).toEqual(happenings);
});

test("what one reading saw and the next could not is remembered", () => {
  const observed = observe(finding({ fingerprint: { keys: "1", ids: "A" } }), {
    result: failing({ keys: "1" }),
    readAt: at(10),
    isClockRunning: true,
  });
  expect(observed?.fingerprint).toEqual({ keys: "1", ids: "A" });
});

test("a finding that could not be read stays, marked since when", () => {
  const first = observe(finding(), { result: unknown, readAt: at(10), isClockRunning: true });
  expect(first?.stale).toEqual({ since: at(10), reason: "throttled" });
  expect(first?.lastSeen).toEqual(at(8));
  const { stale } = first ?? {};
  const second = observe(finding({ ...(stale && { stale }) }), {
    result: unknown,
    readAt: at(12),
    isClockRunning: true,
  });
  expect(second?.stale?.since).toEqual(at(10));
  expect(
    observe(finding({ ...(stale && { stale }) }), { result: failing(), readAt: at(13), isClockRunning: true })
      ?.stale,
  ).toBeUndefined();
});
