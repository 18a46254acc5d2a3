import type { Known, Origin, Unreadable } from "../domain/read.ts";
import type { Evidence, NotApplicableCode, Phrase, Severity, Verdict } from "../domain/result.ts";
import type { AccountFacts } from "../domain/root-facts.ts";

/** How to put right what a check found; read and run by a person, never by rootcheck. */
export interface Remedy {
  /** What can happen while it stays as it is. */
  readonly why: string;
  /** What must be true, or be done, before the first step. */
  readonly before: readonly string[];
  readonly console: readonly string[];
  readonly commands: readonly { readonly does: string; readonly run: string }[];
  /** What is easily overlooked afterwards. */
  readonly after: readonly string[];
}

/** The command that most remedies begin with: a root session, for one task, in a member account. */
export function rootSession(task: "IAMAuditRootUserCredentials" | "IAMDeleteRootUserCredentials") {
  return {
    does:
      "In a member account with centralized root access: from the management account or the delegated administrator " +
      "for IAM, open a session of 15 minutes",
    run: `aws sts assume-root --target-principal ACCOUNT_ID --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/${task}`,
  };
}

/** Where a framework or service asks the same question. */
export interface ComplianceId {
  readonly framework: string;
  readonly ids: readonly string[];
}

/** What the operator decided about the checks, and the time for which they are asked. */
export interface CheckPolicy {
  /** Days without a use of root after which it counts as unused. */
  readonly rootUnusedDays: number;
  /** Domains that a root e-mail address may be on; empty means that none were set. */
  readonly emailDomains: readonly string[];
  readonly at: Date;
}

/** One question about some facts; pure, so that the same facts always get the same answer. */
export interface CheckOf<Facts> {
  readonly id: string;
  /** Names the subject, so that an answer can follow: "Root access key · 1 active". */
  readonly title: string;
  readonly question: string;
  /** The facts that it looks at; the reader reads no others. */
  readonly needs: readonly (keyof Facts)[];
  /** The worst that a failure can be. */
  readonly severity: Severity;
  readonly remedy: Remedy;
  readonly compliance: readonly ComplianceId[];
  evaluate(facts: Facts, policy: CheckPolicy): Verdict;
}

/** One question about an account's root user. */
export type Check = CheckOf<AccountFacts>;

/** Evidence for a value that was read: in the words given here, else AWS's own, else as the value prints. */
export function evidenceOf<T>({ value, origin }: Known<T>, words?: string): Evidence {
  const { given, ...source } = origin;
  return { ...source, value: words ?? given ?? String(value) };
}

/** The answer where the question does not arise. */
export function notApplicable(
  code: NotApplicableCode,
  text: string,
  evidence: readonly Evidence[],
): Extract<Verdict, { status: "not_applicable" }> {
  return {
    status: "not_applicable",
    summary: [`not applicable: ${text}`],
    reason: { code, text },
    evidence,
  };
}

/** The answer where a fact could not be read: never a pass, never a failure. */
export function unknownBecause(why: Unreadable, evidence: readonly Evidence[] = []): Verdict {
  const summary: Phrase = [explain(why)];
  const { code, until, rung } = why;
  const reason = { code, text: explain(why), ...(until && { until }), ...(rung && { rung }) };
  return { status: "unknown", summary, reason, evidence };
}

/** Days from a time in AWS to the time of asking; below zero for one still to come, because clocks differ. */
export function daysSince(time: Date, { at }: Pick<CheckPolicy, "at">): number {
  return (at.getTime() - time.getTime()) / 86_400_000;
}

/** What a summary adds where its value was read more than a day ago and kept. */
export function ageOf({ readAt }: Origin, policy: Pick<CheckPolicy, "at">): Phrase {
  return daysSince(readAt, policy) > 1 ? [", as read ", { ago: readAt }] : [];
}

function explain(why: Unreadable): string {
  switch (why.code) {
    case "access-denied":
      return `access denied: ${why.detail}`;
    case "denied-by-scp":
      return `denied by a service control policy: ${why.detail}`;
    case "feature-off":
      return `a feature is off: ${why.detail}`;
    case "throttled":
      return `AWS kept throttling ${why.call}`;
    case "report-not-ready":
      return "AWS is still preparing the credential report";
    case "not-fresh":
      return `cannot be asked afresh: ${why.detail}`;
    case "not-read-yet":
      return `not read yet: ${why.detail}`;
    case "not-in-partition":
      return `not available in this AWS partition: ${why.detail}`;
    case "missing-in-answer":
      return `${why.call} answered without ${why.detail}`;
    case "unexpected-answer":
      return `${why.call} answered in a way that was not understood: ${why.detail}`;
    case "unreachable":
      return `${why.call} could not be reached: ${why.detail}`;
  }
}

/** A report of this age is as good as an answer of now. */
const FRESH_REPORT_MILLISECONDS = 60 * 60_000;

/** What a detail ends with where it comes from a report that AWS made a while before it was read. */
export function byOlderReport({ asOf, readAt }: Pick<Origin, "asOf" | "readAt">): Phrase {
  if (!asOf || readAt.getTime() - asOf.getTime() < FRESH_REPORT_MILLISECONDS) return [];
  return ["; by the credential report made ", { ago: asOf }];
}
