import { auditName } from "../domain/audit.ts";
import { findingName } from "../domain/finding.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { UnreadableCode } from "../domain/read.ts";
import type { Severity } from "../domain/result.ts";
import { type Alert, type AlertCause, alertName } from "../domain/watch.ts";
import { redact } from "../log.ts";

/** What the webhook is sent about an alert; described in docs/alerts.md, and never changed but by additions. */
export interface AlertPayload {
  /** The alert's name, the same however often it is sent. */
  readonly id: string;
  readonly type: "finding" | "coverage" | "audit";
  /** When it was raised. */
  readonly at: string;
  readonly severity: Severity;
  /** One sentence for a person. */
  readonly summary: string;
  readonly account_id?: string;
  readonly account_name?: string;
  readonly finding?: string;
  readonly check?: string;
  readonly audit?: string;
  /** Accounts that cannot be read any more: how many, and the first of them. */
  readonly accounts_lost?: number;
  readonly accounts?: readonly LostAccountPayload[];
}

interface LostAccountPayload {
  readonly id: string;
  readonly name: string;
  /** Why it cannot be read. */
  readonly reason?: UnreadableCode;
}

/** An alert as the webhook is sent it, with addresses and key ids masked. */
export function payloadOf({ id, at, cause }: Alert, views: ReadonlyMap<number, FindingView>): AlertPayload {
  return { id: alertName(id), type: cause.kind, at: at.toISOString(), ...contentOf(cause, views) };
}

type Content = Omit<AlertPayload, "id" | "type" | "at">;

function contentOf(cause: AlertCause, views: ReadonlyMap<number, FindingView>): Content {
  if (cause.kind === "finding") return findingContent(cause.findingId, views.get(cause.findingId));
  const audit = auditName(cause.auditId);
  if (cause.kind === "audit")
    return {
      severity: "high",
      summary: sentence(`Audit ${audit} did not come to its end`, cause.trouble),
      audit,
    };
  const { lost, accounts } = cause;
  const named = accounts.map(({ id, name, why }) => ({
    id,
    name: redact(name),
    ...(why && { reason: why }),
  }));
  const count = lost === 1 ? "1 account" : `${lost} accounts`;
  const summary = sentence(
    `${count} could be read before and could not in audit ${audit}`,
    named.map(({ name }) => name).join(", "),
  );
  return { severity: "high", summary, audit, accounts_lost: lost, accounts: named };
}

function findingContent(findingId: number, view: FindingView | undefined): Content {
  const finding = findingName(findingId);
  if (!view) return { severity: "critical", summary: `Finding ${finding} needs somebody.`, finding };
  const { check, severity, failure, subject } = view.finding;
  const shared = { severity, finding, check };
  if (subject.kind === "organization")
    return { ...shared, summary: sentence("The organization", failure.headline) };
  const name = redact(view.account?.name ?? subject.accountId);
  return {
    ...shared,
    summary: sentence(`${name} (${subject.accountId})`, failure.headline),
    account_id: subject.accountId,
    account_name: name,
  };
}

function sentence(what: string, more: string): string {
  return `${more ? `${what}: ${redact(more)}` : what}.`.replace(/\.\.$/, ".");
}
