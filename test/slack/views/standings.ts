import type { AuditReport } from "../../../src/audit/audit-messenger.ts";
import type { Account } from "../../../src/domain/account.ts";
import type { Audit } from "../../../src/domain/audit.ts";
import type { Severity } from "../../../src/domain/result.ts";
import type { Standing, SubjectFailure } from "../../../src/domain/standing.ts";
import type { Message } from "../../../src/slack/blocks.ts";
import { auditMessage } from "../../../src/slack/views/audit.ts";
import { readAt, sampleAccount } from "../../support/root-facts.ts";
import { KEY_ID, now, sampleAudit } from "./samples.ts";
import { expectSendable } from "./sendable.ts";

const organizationAudit: Audit = {
  ...sampleAudit,
  scope: { kind: "organization" },
  accountsInScope: 42,
  accountsDone: 42,
  accountsFailing: 3,
};

/** An account of the sample organization. */
export function accountCalled(name: string, id: string, ...ouPath: readonly string[]): Account {
  return { ...sampleAccount, name, id, ouPath };
}

/** A finding like those that the checks make. */
export function finding(account: Account, severity: Severity = "critical"): SubjectFailure {
  return {
    subject: { kind: "account", account },
    failure: {
      check: "root-access-key",
      status: "fail",
      severity,
      headline: "Root access key is active",
      summary: ["1 active"],
      detail: [
        { accessKeyId: KEY_ID },
        ", created ",
        { day: new Date("2021-03-04T00:00:00Z") },
        ", last used ",
        { ago: new Date("2026-11-20T08:00:00Z") },
      ],
      evidence: [],
      fingerprint: {},
    },
  };
}

const legacy = accountCalled("legacy-eu", "633333333333", "Legacy");

/** 3 of 42 accounts need attention, one could not be read, one is suspended. */
export const sampleStanding: Standing = {
  coverage: { inScope: 42, read: 41, unread: [{ code: "denied-by-scp", accounts: 1 }], notActive: 1 },
  coverageSeverity: "info",
  accountsFailing: 3,
  failures: { critical: 1, high: 2, medium: 6, low: 0, info: 1 },
  worst: [
    finding(accountCalled("prod-payments", "411111111111", "Prod", "Payments")),
    finding(accountCalled("data-lake", "522222222222", "Prod", "Data"), "high"),
    finding({ ...accountCalled("management", "123456789012"), isManagement: true }, "high"),
    finding(accountCalled("dev-1", "711111111111", "Dev"), "medium"),
    finding(accountCalled("dev-2", "722222222222", "Dev"), "medium"),
  ],
  unread: [
    {
      account: legacy,
      reason: { code: "denied-by-scp", text: "denied by a service control policy: p-9x2k1, DenyRoot" },
    },
  ],
  unanswered: [{ check: "security-contact", code: "not-read-yet", accounts: 12 }],
  notActive: [{ ...accountCalled("closed-experiment", "855555555555"), state: "SUSPENDED" }],
  change: { auditId: 80, finishedAt: new Date("2026-11-19T09:00:00Z"), appeared: 1, fixed: 2 },
};

/** Everything read, and nothing to do. */
export const greenStanding: Standing = {
  coverage: { inScope: 1_400, read: 1_400, unread: [], notActive: 0 },
  accountsFailing: 0,
  failures: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
  worst: [],
  unread: [],
  unanswered: [],
  notActive: [],
};

/** What a message about an audit of the organization shows, with what it came to if it is over. */
export function organizationReport(
  audit: Partial<Audit>,
  standing?: Standing,
): AuditReport & { readonly audit: Audit } {
  return { audit: { ...organizationAudit, ...audit }, ...(standing && { standing }) };
}

export const audited = { ...organizationAudit, finishedAt: readAt };

export const sampleUnit = { kind: "unit", unitId: "ou-e1x4-1a2b3c4d", path: "Prod / Payments" } as const;

/** The message about an audit, which has to be fit to send. */
export function sentResult(report: AuditReport): Message {
  const message = auditMessage(report, now);
  expectSendable(message);
  return message;
}

/** The sample's standing, but for what is given. */
export function standingWith(given: Partial<Standing>): Standing {
  return { ...sampleStanding, ...given };
}

/** All of 42 accounts read, but for what is given. */
export function coverageOf(given: Partial<Standing["coverage"]>): Standing["coverage"] {
  return { inScope: 42, read: 42, unread: [], notActive: 0, ...given };
}
