import type { AccountName } from "../../domain/account.ts";
import { type Audit, auditName } from "../../domain/audit.ts";
import { ROOTCHECK } from "../../domain/audit-log.ts";
import type { History, PastAudit } from "../../domain/history.ts";
import type { Charted, Posture } from "../../domain/posture.ts";
import {
  type Block,
  bold,
  bullets,
  context,
  header,
  type Message,
  paragraph,
  person,
  type Span,
} from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, figure, outOf, verb } from "../count-words.ts";
import { capitalized, escaped } from "../text.ts";
import { dateSpan, day, duration } from "../time-words.ts";
import { attentionOf, chartBlocks, chartText, dayLabels } from "./chart.ts";
import { nameOf, scopeName } from "./names.ts";

/** Where the organization, or one account, stood over time, and the audits that say so. */
export function historyMessage(history: History, account?: AccountName): Message {
  const { postures, audits } = history;
  const charted: Charted = account ? "checks" : "accounts";
  const headline = headlineOf(postures, account);
  const figures = chartText(postures, charted);
  return {
    text: escaped([headline, ...(postures.length > 1 ? [figures] : [])].join(". ")),
    blocks: withinBudget(audits.length, (shown) => [
      header(headline),
      ...chartBlocks(postures, charted),
      ...(figures ? [context(figures)] : []),
      ...auditBlocks(history, shown),
      context(
        `Results of single audits are kept since ${day(history.detailedSince)}, before that where things stood each day`,
      ),
    ]),
  };
}

/** Where it stands now, and when it was better or worse. */
function headlineOf(postures: readonly Posture[], account?: AccountName): string {
  const now = postures.at(-1);
  const name = account ? nameOf(account) : "the organization";
  if (!now) return `${account ? name : capitalized(name)} has not been audited yet`;
  if (account && now.read < now.inScope) return `${name} could not be read the last time`;
  const standing = account ? `${name}: ${failing(now)}` : needing(now);
  return [standing, changeOf(postures, account ? "checks" : "accounts")].filter(Boolean).join(", ");
}

function failing(now: Posture): string {
  const count = attentionOf(now, "checks");
  return count === 0 ? "no check fails" : `${counted(count, "check")} ${verb(count, "fails", "fail")}`;
}

function needing(now: Posture): string {
  const count = attentionOf(now, "accounts");
  const unread = now.inScope - now.read;
  const missing = unread > 0 ? ` (${figure(unread)} could not be read)` : "";
  const who =
    count === 0 ? `None of ${counted(now.inScope, "account")}` : outOf(count, now.inScope, "account");
  return `${who} ${verb(count, "needs", "need")} attention${missing}`;
}

function changeOf(postures: readonly Posture[], charted: Charted): string {
  const labels = dayLabels(postures);
  const counts = postures.map((posture) => attentionOf(posture, charted));
  const now = counts.at(-1) ?? 0;
  const place = counts.findLastIndex((count) => count !== now);
  const before = counts[place];
  if (before !== undefined)
    return `${before > now ? "down" : "up"} from ${figure(before)} on ${labels[place]}`;
  return postures.length > 1 ? `as on ${labels[0]}` : "";
}

function auditBlocks({ audits, auditsTotal }: History, shown: number): Block[] {
  if (shown === 0) return [];
  const which = shown < auditsTotal ? `  ·  the newest ${figure(shown)} of ${figure(auditsTotal)}` : "";
  return [paragraph(bold("Audits"), which), bullets(audits.slice(0, shown).map(lineOf))];
}

function lineOf({ audit, coverage, awsCalls, account }: PastAudit): readonly Span[] {
  const { startedAt, finishedAt } = audit;
  const took = startedAt && finishedAt && duration(finishedAt.getTime() - startedAt.getTime());
  const parts: readonly (readonly Span[])[] = [
    [bold(auditName(audit.id))],
    ...(finishedAt ? [[dateSpan(finishedAt)]] : []),
    [scopeName(audit.scope, account)],
    askerOf(audit),
    ...(took ? [[took]] : []),
    ...(awsCalls > 0 ? [[counted(awsCalls, "AWS call")]] : []),
    [`${outOf(coverage.read, coverage.inScope, "account")} read`],
    ...endOf(audit),
  ];
  return parts.flatMap((part, index) => (index === 0 ? part : ["  ·  ", ...part]));
}

function askerOf({ requestedBy }: Audit): readonly Span[] {
  return requestedBy === ROOTCHECK ? ["by rootcheck, on schedule"] : ["asked by ", person(requestedBy)];
}

function endOf({ state, cancelledBy }: Audit): readonly (readonly Span[])[] {
  if (state === "interrupted") return [["ended early"]];
  if (state !== "cancelled") return [];
  return [cancelledBy ? ["cancelled by ", person(cancelledBy)] : ["cancelled"]];
}
