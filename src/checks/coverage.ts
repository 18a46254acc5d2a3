import type { Account } from "../domain/account.ts";
import type { Coverage } from "../domain/audit.ts";
import type { Evidence, Reason, Result, Severity } from "../domain/result.ts";
import { type Check, type CheckPolicy, daysSince } from "./check.ts";
import { rootAccessKey } from "./root-access-key.ts";
import { rootMfa } from "./root-mfa.ts";
import { rootMfaBackup } from "./root-mfa-backup.ts";
import { rootMfaHardware } from "./root-mfa-hardware.ts";
import { rootSigningCertificate } from "./root-signing-certificate.ts";
import { rootUnused } from "./root-unused.ts";

/** The checks that only a reading inside the account can answer; the organization answers the others. */
const INSIDE: ReadonlySet<string> = new Set(
  [rootAccessKey, rootMfa, rootMfaHardware, rootMfaBackup, rootUnused, rootSigningCertificate].map(
    ({ id }) => id,
  ),
);

/** How many of a hundred accounts may be unread, and for how long, before it is more than a remark. */
const TOLERABLE_PERCENT = 2;
const TOLERABLE_DAYS = 7;
/** Accounts that a result names; of the rest it says how many there are. */
const NAMED = 3;

/** The check of an audit rather than of an account: how much of what it was to read it could. */
export const coverageCheck = {
  id: "coverage",
  title: "Coverage",
  question: "Could every active account in scope be read?",
  severity: "critical",
  remedy: {
    why:
      "What could not be read is not known to be in order. An account that drops out of the audits is where a root key " +
      "goes unnoticed, and one that was taken over may well refuse to be read.",
    before: [
      "Go by the reason: no role there, a service control policy in the way, throttled, or not answering.",
      "The management account comes first: its root is beyond every policy of the organization.",
    ],
    console: [
      "Where the role is missing: make it in ACCOUNT_ID as in the other accounts (deploy/member/role.yaml). If a stack " +
        "set makes it, see in CloudFormation, StackSets that it reaches the account; stack sets skip the management " +
        "account, which needs the role as a stack of its own (deploy/management/role.yaml).",
      "Where a service control policy denies: in AWS Organizations, Policies, exempt the audit role, and for root " +
        "sessions those in which aws:AssumedRoot is true.",
    ],
    commands: [
      {
        does: "As rootcheck's own role: can it take the role (ROOTCHECK_MEMBER_ROLE)?",
        run:
          "aws sts assume-role --role-arn arn:aws:iam::ACCOUNT_ID:role/rootcheck-audit " +
          "--role-session-name coverage",
      },
      {
        does: "From the management account: the policies that are attached to the account itself",
        run: "aws organizations list-policies-for-target --filter SERVICE_CONTROL_POLICY --target-id ACCOUNT_ID",
      },
    ],
    after: [
      "Audit the account again.",
      "Have the role made in new accounts by itself, by a stack set or by whatever makes accounts, so that none starts " +
        "unread.",
    ],
  },
  compliance: [],
} as const satisfies Pick<Check, "id" | "title" | "question" | "severity" | "remedy" | "compliance">;

/** Why nothing about an account's root user could be read; undefined if anything could, or if it was not to be. */
export function unreadBecause(results: readonly Result[]): Reason | undefined {
  const inside = results.filter(({ check }) => INSIDE.has(check));
  if (inside.some(({ status }) => status !== "unknown")) return undefined;
  const telling = inside.find(({ check }) => check === rootAccessKey.id);
  return telling?.status === "unknown" ? telling.reason : undefined;
}

export interface CoverageJudgement {
  readonly coverage: Coverage;
  /** The management account is among those that could not be read. */
  readonly managementUnread: boolean;
  /** Since when some account has been unread in every audit; absent if it is the first time. */
  readonly unreadSince?: Date;
  readonly at: CheckPolicy["at"];
}

/** How bad it is that accounts could not be read; undefined if all could. */
export function coverageSeverity(judged: CoverageJudgement): Severity | undefined {
  const { coverage, managementUnread, unreadSince } = judged;
  if (managementUnread) return "critical";
  const unread = coverage.unread.reduce((sum, { accounts }) => sum + accounts, 0);
  if (unread === 0) return undefined;
  const isLong = unreadSince !== undefined && daysSince(unreadSince, judged) >= TOLERABLE_DAYS;
  return isLong || unread * 100 > coverage.inScope * TOLERABLE_PERCENT ? "high" : "info";
}

/** What there is to say of an audit's coverage. */
export interface CoverageFound {
  readonly coverage: Coverage;
  /** The worst of the accounts that could not be read. */
  readonly unread: readonly { readonly account: Account; readonly reason: Reason }[];
  /** Absent if all could be read. */
  readonly severity?: Severity;
  /** When AWS last listed all accounts, and so which are in scope. */
  readonly listedAt?: Date;
}

/** Up to so many of a hundred accounts unread it is the same failure. */
const SHARES_PERCENT = [TOLERABLE_PERCENT, 10, 50] as const;

/** Roughly how many accounts were missed: one more is the same failure, many more are another. */
function shareOf(missed: number, inScope: number): string {
  const share = SHARES_PERCENT.find((percent) => missed * 100 <= inScope * percent);
  return share === undefined ? `more than ${SHARES_PERCENT.at(-1)} %` : `up to ${share} %`;
}

/** The coverage of an audit as one of its results. */
export function coverageResult({ coverage, unread, severity, listedAt }: CoverageFound): Result {
  const { inScope, read } = coverage;
  const evidence = evidenceOfScope(coverage, listedAt);
  const check = coverageCheck.id;
  const summary = [`${read} of ${inScope} read`];
  if (!severity) return { check, status: "pass", summary, evidence };
  const missed = coverage.unread.reduce((sum, { accounts }) => sum + accounts, 0);
  const management = unread.some(({ account }) => account.isManagement);
  const named = unread.slice(0, NAMED).map(({ account, reason }) => `${account.name}: ${reason.text}`);
  const more = missed - named.length;
  return {
    check,
    status: "fail",
    severity,
    headline: `${missed} of ${inScope} ${inScope === 1 ? "account" : "accounts"} could not be read`,
    summary,
    detail: [[...named, ...(more > 0 ? [`and ${more} more`] : [])].join("; ")],
    fingerprint: {
      management: management ? "unread" : "read",
      share: shareOf(missed, inScope),
      reasons: coverage.unread
        .map(({ code }) => code)
        .sort()
        .join(", "),
    },
    evidence,
  };
}

/** What the accounts that were read are counted against. */
function evidenceOfScope({ inScope, notActive }: Coverage, readAt: Date | undefined): readonly Evidence[] {
  if (!readAt) return [];
  const value = `${inScope} in scope${notActive > 0 ? `, ${notActive} not active` : ""}`;
  return [{ call: "organizations:ListAccounts", field: "Accounts", rung: "own credentials", readAt, value }];
}
