import type { Audit } from "../../domain/audit.ts";
import type { Failure, Standing } from "../../domain/standing.ts";
import { counted, figure, outOf, verb } from "../count-words.ts";
import { dateToken } from "../time-words.ts";
import { attentionSoFar } from "./audit-running.ts";
import { scopeName } from "./names.ts";
import { bySeverity, countBySeverity, failuresOf } from "./results.ts";

/** An audit that is over, with what it came to. */
export interface Ended {
  readonly audit: Audit;
  readonly standing: Standing;
}

/** Everything was read and answered, and nothing fails that anybody has to act on. */
export function isGreen({ audit, standing }: Ended): boolean {
  const { coverage, accountsFailing } = standing;
  const isRead = coverage.inScope > 0 && coverage.read === coverage.inScope;
  const isWell = accountsFailing === 0 && organizationFailures(standing).length === 0;
  return audit.state === "finished" && isRead && isWell && answersMissing(standing) === 0;
}

/** What the organization itself fails, but for what is only for information. */
function organizationFailures({ organization = [] }: Standing): readonly Failure[] {
  return failuresOf(organization).filter(({ severity }) => severity !== "info");
}

/** Answers that are unknown, of accounts that could be read otherwise and of the organization. */
function answersMissing({ unanswered, organization = [] }: Standing): number {
  const ofOrganization = organization.filter(({ status }) => status === "unknown").length;
  return unanswered.reduce((sum, { accounts }) => sum + accounts, ofOrganization);
}

/** The answer, for somebody who reads nothing else. */
export function standingHeadline({ audit, standing }: Ended): string {
  const { scope, state } = audit;
  const within = scope.kind === "unit" ? ` in ${scopeName(scope)}` : "";
  if (state === "cancelled" || state === "interrupted") return stoppedHeadline({ audit, standing }, within);
  const { coverage, accountsFailing } = standing;
  const { inScope, read } = coverage;
  if (inScope === 0) return `No active accounts${within || " to audit"}`;
  if (isGreen({ audit, standing })) return greenHeadline(standing, within);
  const attention = verb(accountsFailing, "needs", "need");
  if (accountsFailing > 0)
    return `${outOf(accountsFailing, inScope, "account")}${within} ${attention} attention`;
  if (read === 0) return `None of ${counted(inScope, "account")}${within} could be read`;
  if (isOrganizationAlone({ audit, standing }))
    return `The organization itself needs attention: ${countBySeverity(organizationFailures(standing))}`;
  if (read < inScope) return `${outOf(inScope - read, inScope, "account")}${within} could not be read`;
  const open = answersMissing(standing);
  return `No failures in ${counted(inScope, "account")}${within}, ${counted(open, "answer")} missing`;
}

/** No account needs attention, and some could be read, but the organization itself does. */
function isOrganizationAlone({ audit, standing }: Ended): boolean {
  const isOnly = standing.accountsFailing === 0 && standing.coverage.read > 0;
  return audit.state === "finished" && isOnly && organizationFailures(standing).length > 0;
}

/** "All 1,400 root users are in order". */
export function greenHeadline({ coverage }: Standing, within = ""): string {
  const { inScope } = coverage;
  return inScope === 1
    ? `The root user of 1 account${within} is in order`
    : `All ${figure(inScope)} root users${within} are in order`;
}

function stoppedHeadline({ audit, standing }: Ended, within: string): string {
  const word = audit.state === "cancelled" ? "Cancelled" : "Interrupted";
  const { inScope, read } = standing.coverage;
  if (audit.accountsDone === 0) return `${word} before any account${within} was read`;
  const soFar = attentionSoFar(standing.accountsFailing);
  return `${word}: ${figure(read)} of ${figure(inScope)}${within} read, ${soFar}`;
}

/** The headline, then how bad it is and how much was read: "…: 1 critical, 2 high. 41 of 42 could be read." */
export function standingInWords({ audit, standing }: Ended): string {
  const headline = standingHeadline({ audit, standing });
  const bad = isOrganizationAlone({ audit, standing }) ? "" : bySeverity(standing.failures);
  const lead = bad ? `${headline}: ${bad}.` : `${headline}.`;
  const { inScope, read } = standing.coverage;
  if (audit.state !== "finished" || inScope === 0) return lead;
  const which = read === inScope ? "Every account" : `${figure(read)} of ${figure(inScope)}`;
  return `${lead} ${which} could be read.`;
}

/** "41 of 42 read"; empty where there was nothing to read. */
export function coverageInWords({ coverage }: Standing): string {
  const { inScope, read } = coverage;
  return inScope > 0 ? `${figure(read)} of ${figure(inScope)} read` : "";
}

/** "since the last audit: *1 new*, *2 fixed*"; empty for the first one. */
export function changeInMarkup({ change }: Standing): string {
  if (!change) return "";
  const { appeared, fixed, finishedAt } = change;
  const parts = [appeared > 0 && `*${figure(appeared)} new*`, fixed > 0 && `*${figure(fixed)} fixed*`];
  const changes = parts.filter(Boolean).join(", ");
  return changes ? `since the last audit: ${changes}` : `nothing changed since ${dateToken(finishedAt)}`;
}
