import { describe, expect, test } from "vitest";
import type { Standing } from "../../../src/domain/standing.ts";
import { fail, pass, unknown } from "../../support/audits.ts";
import { HOSTILE } from "./samples.ts";
import { linesIn } from "./sendable.ts";
import {
  coverageOf,
  greenStanding,
  organizationReport,
  sampleStanding,
  sampleUnit,
  sentResult,
  standingWith,
} from "./standings.ts";

const none = greenStanding.failures;

describe("the headline", () => {
  const worst = { failures: { ...none, critical: 1 }, worst: sampleStanding.worst.slice(0, 1) };
  const clean = { ...greenStanding, accountsFailing: 0 };
  const organization = [fail("org-root-deny-scp", "medium"), pass("org-iam-delegated-admin")];
  const missing = [{ check: "root-unused", code: "report-not-ready", accounts: 3 }] as const;

  test.each<[string, Parameters<typeof organizationReport>[0], Standing]>([
    ["1 of 42 accounts needs attention", {}, standingWith({ ...worst, accountsFailing: 1 })],
    [
      "1 of 1 account needs attention",
      {},
      standingWith({ accountsFailing: 1, coverage: coverageOf({ inScope: 1, read: 1 }) }),
    ],
    [
      "1,000 of 1,400 accounts need attention",
      {},
      standingWith({ accountsFailing: 1_000, coverage: coverageOf({ inScope: 1_400, read: 1_400 }) }),
    ],
    ["3 of 42 accounts in Prod / Payments need attention", { scope: sampleUnit }, sampleStanding],
    [
      "1 of 42 accounts could not be read",
      {},
      { ...clean, coverage: coverageOf({ read: 41, unread: [{ code: "throttled", accounts: 1 }] }) },
    ],
    [
      "None of 42 accounts could be read",
      {},
      { ...clean, coverage: coverageOf({ read: 0, unread: [{ code: "throttled", accounts: 42 }] }) },
    ],
    [
      "No failures in 42 accounts, 3 answers missing",
      {},
      { ...clean, coverage: coverageOf({}), unanswered: missing },
    ],
    [
      "The organization itself needs attention: 1 medium",
      {},
      { ...clean, failures: { ...none, medium: 1 }, organization },
    ],
    [
      "The organization itself needs attention: 1 high, 1 medium",
      {},
      {
        ...clean,
        failures: { ...none, high: 1, medium: 1 },
        organization: [
          ...organization,
          fail("org-root-credentials-management"),
          fail("org-root-sessions", "info"),
        ],
        coverage: coverageOf({ read: 41, unread: [{ code: "throttled", accounts: 1 }] }),
      },
    ],
    ["3 of 42 accounts need attention", {}, standingWith({ organization })],
    [
      "None of 42 accounts could be read",
      {},
      {
        ...clean,
        organization,
        coverage: coverageOf({ read: 0, unread: [{ code: "throttled", accounts: 42 }] }),
      },
    ],
    [
      "No failures in 42 accounts, 4 answers missing",
      {},
      {
        ...clean,
        coverage: coverageOf({}),
        unanswered: missing,
        organization: [unknown("org-root-deny-scp")],
      },
    ],
    [
      "No active accounts to audit",
      {},
      { ...clean, coverage: coverageOf({ inScope: 0, read: 0, notActive: 2 }) },
    ],
    [
      "No active accounts in Prod / Payments",
      { scope: sampleUnit },
      { ...clean, coverage: coverageOf({ inScope: 0, read: 0 }) },
    ],
    [
      "Cancelled: 612 of 1,400 read, 7 need attention so far",
      { state: "cancelled" },
      standingWith({ accountsFailing: 7, coverage: coverageOf({ inScope: 1_400, read: 612 }) }),
    ],
    [
      "Interrupted: 1 of 2 in Prod / Payments read, 1 needs attention so far",
      { state: "interrupted", scope: sampleUnit },
      standingWith({ accountsFailing: 1, coverage: coverageOf({ inScope: 2, read: 1 }) }),
    ],
    [
      "Cancelled before any account was read",
      { state: "cancelled", accountsDone: 0 },
      { ...clean, coverage: coverageOf({ inScope: 0, read: 0 }) },
    ],
    [
      "Interrupted before any account in Prod / Payments was read",
      { state: "interrupted", accountsDone: 0, scope: sampleUnit },
      { ...clean, coverage: coverageOf({ read: 0 }) },
    ],
  ])("%s", (headline, audit, came) => {
    const message = sentResult(organizationReport(audit, came));
    expect(message.blocks[0]).toMatchObject({ type: "header", text: { text: headline } });
    expect(message.text.startsWith(headline)).toBe(true);
  });
});

describe("all in order", () => {
  const change = { auditId: 80, finishedAt: new Date("2026-11-19T09:00:00Z"), appeared: 0, fixed: 0 };

  test("is one small line", () => {
    const message = sentResult({ ...organizationReport({}, { ...greenStanding, change }), files: "posted" });
    expect(message.text).toBe("All 1,400 root users are in order. Every account could be read.");
    const seconds = change.finishedAt.getTime() / 1000;
    expect(linesIn(message)).toEqual([
      ":white_check_mark: *All 1,400 root users are in order*  ·  every account read  ·  nothing changed since " +
        `<!date^${seconds}^{date_short_pretty} at {time}|2026-11-19 09:00 UTC>  ·  CSV and JSON are in the thread`,
    ]);
    expect(message.blocks[0]).toMatchObject({ type: "context" });
  });

  test("in a unit names the unit, whatever it is called", () => {
    const message = sentResult(
      organizationReport({ scope: { ...sampleUnit, path: HOSTILE } }, greenStanding),
    );
    expect(message.blocks[0]).toMatchObject({
      elements: [{ type: "mrkdwn" }, { type: "plain_text", text: HOSTILE }, { type: "mrkdwn" }],
    });
  });

  test("allows for what is only for information", () => {
    const organization = [fail("org-root-sessions", "info"), pass("org-root-deny-scp")];
    const message = sentResult(organizationReport({}, { ...greenStanding, organization }));
    expect(message.text).toBe("All 1,400 root users are in order. Every account could be read.");
  });

  test("still names the accounts that nobody reads", () => {
    const { notActive } = sampleStanding;
    const message = sentResult(
      organizationReport({}, { ...greenStanding, notActive, coverage: coverageOf({ notActive: 12 }) }),
    );
    expect(linesIn(message)[1]).toBe(
      ":heavy_minus_sign: *12 accounts not active, so not read:*closed-experiment, suspended; and 11 more",
    );
  });

  test.each<[string, Parameters<typeof organizationReport>[0], Partial<Standing>]>([
    ["something fails", {}, { accountsFailing: 1, failures: { ...none, low: 1 } }],
    [
      "an account was not read",
      {},
      { coverage: coverageOf({ read: 41, unread: [{ code: "throttled", accounts: 1 }] }) },
    ],
    ["a check was not answered", {}, { unanswered: [{ check: "root-mfa", code: "throttled", accounts: 1 }] }],
    ["the organization fails a check", {}, { organization: [fail("org-iam-delegated-admin", "low")] }],
    ["the organization was not answered for", {}, { organization: [unknown("org-root-deny-scp")] }],
    ["it was cancelled", { state: "cancelled" }, {}],
    ["it was interrupted", { state: "interrupted" }, {}],
    ["there was nothing to read", {}, { coverage: coverageOf({ inScope: 0, read: 0 }) }],
  ])("is not said where %s", (_why, audit, given) => {
    const message = sentResult(organizationReport(audit, { ...greenStanding, ...given }));
    expect(message.text).not.toContain("in order");
    expect(JSON.stringify(message)).not.toContain("white_check_mark");
  });
});
