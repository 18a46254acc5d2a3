import type { Known, Unreadable } from "../domain/read.ts";
import type { Evidence, Phrase, Severity, Verdict } from "../domain/result.ts";
import type { RootFacts } from "../domain/root-facts.ts";

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

/** Where a framework or service asks the same question. */
export interface ComplianceId {
  readonly framework: string;
  readonly ids: readonly string[];
}

/** One question about an account's root user; pure, so that the same facts always get the same answer. */
export interface Check {
  readonly id: string;
  /** Names the subject, so that an answer can follow: "Root access key · 1 active". */
  readonly title: string;
  readonly question: string;
  /** The facts that it looks at; the reader reads no others. */
  readonly needs: readonly (keyof RootFacts)[];
  /** The worst that a failure can be. */
  readonly severity: Severity;
  readonly remedy: Remedy;
  readonly compliance: readonly ComplianceId[];
  evaluate(facts: RootFacts): Verdict;
}

/** Evidence for a value that was read: in the words given here, else AWS's own, else as the value prints. */
export function evidenceOf<T>({ value, origin }: Known<T>, words?: string): Evidence {
  const { given, ...source } = origin;
  return { ...source, value: words ?? given ?? String(value) };
}

/** The answer where a fact could not be read: never a pass, never a failure. */
export function unknownBecause(why: Unreadable, evidence: readonly Evidence[] = []): Verdict {
  const summary: Phrase = [explain(why)];
  const reason = { code: why.code, text: explain(why), ...(why.until && { until: why.until }) };
  return { status: "unknown", summary, reason, evidence };
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
