import type { AuditReport } from "../../audit/audit-messenger.ts";
import { type Audit, auditName } from "../../domain/audit.ts";
import {
  type Block,
  bold,
  button,
  context,
  controls,
  type Message,
  paragraph,
  type Span,
} from "../blocks.ts";
import { counted, figure, verb } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { escaped } from "../text.ts";
import { roughly } from "../time-words.ts";
import { askedBy } from "./audit-trust.ts";
import { scopeName } from "./names.ts";

/** An audit that is under way: how far it is, and the button that ends it. */
export function auditRunningMessage(report: AuditReport): Message {
  const { audit } = report;
  const { lead, more } = progressOf(report);
  return {
    text: escaped(more ? `${lead}: ${more.replaceAll("  ·  ", ", ")}` : lead),
    blocks: [
      paragraph(...leadSpans(lead, more)),
      context({ markup: detailsOf(report) }),
      ...(audit.cancelledBy ? [] : [cancelButton(audit)]),
    ],
  };
}

/** "612 of 1,400 done, 7 need attention so far", for where there is no room for more. */
export function progressInWords({ accountsInScope, accountsDone, accountsFailing }: Audit): string {
  if (accountsInScope === undefined) return "listing its accounts";
  return `${figure(accountsDone)} of ${figure(accountsInScope)} done, ${attentionSoFar(accountsFailing)}`;
}

/** "7 need attention so far". */
export function attentionSoFar(accounts: number): string {
  const count = accounts === 0 ? "none" : figure(accounts);
  return `${count} ${verb(accounts, "needs", "need")} attention so far`;
}

function progressOf({ audit, account }: AuditReport): { readonly lead: string; readonly more: string } {
  const { scope, accountsInScope, accountsDone, accountsFailing } = audit;
  const name = scopeName(scope, account);
  if (scope.kind === "account") return { lead: `Auditing ${name}`, more: "" };
  if (accountsInScope === undefined) return { lead: `Auditing ${name}: listing its accounts`, more: "" };
  const within = scope.kind === "unit" ? ` in ${name}` : "";
  return {
    lead: `Auditing ${counted(accountsInScope, "account")}${within}`,
    more: `${figure(accountsDone)} done  ·  ${attentionSoFar(accountsFailing)}`,
  };
}

function leadSpans(lead: string, more: string): readonly Span[] {
  return more ? [bold(lead), `  ·  ${more}`] : [bold(lead)];
}

function detailsOf({ audit, millisecondsLeft }: AuditReport): string {
  const parts = [
    barOf(audit),
    millisecondsLeft !== undefined && `${roughly(millisecondsLeft)} left`,
    askedBy(audit),
    audit.cancelledBy && `being cancelled by <@${audit.cancelledBy}>`,
    `audit ${auditName(audit.id)}`,
  ];
  return parts.filter(Boolean).join("  ·  ");
}

const CELLS = 20;

/** Rounded down, so that it is full only at the end. */
function barOf({ scope, accountsInScope, accountsDone }: Audit): string {
  if (scope.kind === "account" || !accountsInScope) return "";
  const share = Math.min(1, accountsDone / accountsInScope);
  const full = Math.floor(share * CELLS);
  return `${"█".repeat(full)}${"░".repeat(CELLS - full)}  ${Math.floor(share * 100)} %`;
}

function cancelButton({ id }: Audit): Block {
  return controls(button({ id: actionIds.auditCancel, label: "Cancel", value: String(id) }));
}
