import { expect, test } from "vitest";
import type { SubjectFailure } from "../../../src/domain/standing.ts";
import { findingsModal } from "../../../src/slack/views/findings.ts";
import { HOSTILE, now, sampleAccounts } from "./samples.ts";
import { expectModalSendable, linesIn, wordsIn } from "./sendable.ts";
import { accountCalled, finding, sampleStanding } from "./standings.ts";

function pageOf(offset: number, total: number, failures: readonly SubjectFailure[] = fifteen) {
  return findingsModal({ auditId: 87, offset, page: { total, failures } }, now);
}

const fifteen = Array.from({ length: 15 }, (_, index) =>
  finding(accountCalled(`a-${index}`, "411111111111")),
);

test("a page says where it is, and groups what it shows by severity", () => {
  const view = pageOf(0, 5, [...sampleStanding.worst].reverse());
  expectModalSendable(view);
  const lines = linesIn(view).filter(Boolean);
  expect(lines[0]).toBe("Audit A87  ·  5 findings, worst first  ·  1 to 5");
  expect(lines.slice(1).map((line) => /· {2}(\w+)\n/.exec(line)?.[1])).toEqual([
    "critical",
    "high",
    "high",
    "medium",
    "medium",
  ]);
  expect(wordsIn(view)).toContain("data-lake  522222222222  ·  Prod / Data\nAKIA••••••••••••MPLE, created ");
});

test.each([
  [0, 15, []],
  [0, 16, ["Next 87 15"]],
  [15, 31, ["Previous 87 0", "Next 87 30"]],
  [15, 30, ["Previous 87 0"]],
  [7, 15, ["Previous 87 0"]],
  [1_500, 2_000, ["Previous 87 1485", "Next 87 1515"]],
])("from %i of %i one can turn to %j", (offset, total, turns) => {
  const view = pageOf(offset, total);
  expectModalSendable(view);
  const offered = JSON.stringify(view).matchAll(/"text":"(Next|Previous)","emoji":false},"value":"([^"]+)"/g);
  expect([...offered].map(([, label, value]) => `${label} ${value}`)).toEqual(turns);
});

test.each([
  [0, "Nothing failed in audit A87."],
  [30, "Nothing more failed in audit A87."],
])("from %i without findings: %s", (offset, words) => {
  const view = pageOf(offset, offset, []);
  expectModalSendable(view);
  expect(wordsIn(view)).toContain(words);
});

test.each(sampleAccounts)("a page of %s can be shown", (_who, account) => {
  const { failure } = finding(account);
  const hostile = { ...failure, headline: HOSTILE.repeat(10), detail: [HOSTILE.repeat(50)] };
  expectModalSendable(pageOf(0, 15, Array(15).fill({ ...finding(account), failure: hostile })));
});

test("an old audit's button says that its results are gone, since when, and what there is instead", () => {
  const goneSince = new Date("2026-11-20T00:00:00Z");
  const view = findingsModal({ auditId: 87, offset: 0, page: { total: 0, failures: [], goneSince } }, now);
  expectModalSendable(view);
  expect(wordsIn(view)).toBe(
    "What failed in audit A87 is not kept any more, since 20 Nov 2026. What is open now: /rootcheck findings.",
  );
});
