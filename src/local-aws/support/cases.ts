import {
  CaseIdNotFound$,
  type Communication,
  DescribeCases$,
  type DescribeCasesRequest,
  type DescribeCasesResponse,
  DescribeCommunications$,
  type DescribeCommunicationsRequest,
  type DescribeCommunicationsResponse,
} from "@aws-sdk/client-support";
import type { LocalAccount } from "../account.ts";
import { anyResource, type Call, operation } from "../operation.ts";
import { modelled, Refusal } from "../wire/refusal.ts";
import type { SupportCase } from "./case.ts";
import { pageOf, tokenOf } from "./page.ts";

/** So many of a case's letters come with it. */
const RECENT = 5;
const KEPT_MONTHS = 24;

/** The account's cases, newest first; resolved ones only where they are asked for. */
export const describeCases = operation<DescribeCasesRequest, DescribeCasesResponse>({
  schema: DescribeCases$,
  resource: anyResource,
  answer(call) {
    requirePlan(call.account);
    const { afterTime, beforeTime, includeResolvedCases = false, includeCommunications = true } = call.input;
    const after = afterTime === undefined ? kept(call) : timeOf(afterTime);
    if (after < kept(call)) throw new Refusal("invalid", `Case data is available for ${KEPT_MONTHS} months.`);
    const before = beforeTime === undefined ? call.now : timeOf(beforeTime);
    const wanted = numbered(call.account)
      .filter(({ each }) => each.createdAt >= after && each.createdAt <= before)
      .filter(({ each }) => includeResolvedCases || !each.isResolved)
      .toSorted((a, b) => b.each.createdAt.getTime() - a.each.createdAt.getTime());
    const { entries, nextToken } = pageOf(wanted, call.input);
    return {
      nextToken,
      cases: entries.map(({ each, id, number }) => ({
        caseId: id,
        displayId: String(number),
        subject: each.subject,
        status: each.isResolved ? "resolved" : "opened",
        serviceCode: "general-info",
        categoryCode: "other",
        severityCode: "low",
        submittedBy: each.submittedBy,
        timeCreated: each.createdAt.toISOString(),
        ccEmailAddresses: each.copied,
        language: "en",
        ...(includeCommunications && { recentCommunications: recentOf(each, id) }),
      })),
    };
  },
});

/** What was written in a case, newest first. */
export const describeCommunications = operation<
  DescribeCommunicationsRequest,
  DescribeCommunicationsResponse
>({
  schema: DescribeCommunications$,
  resource: anyResource,
  answer({ account, input }) {
    requirePlan(account);
    const found = numbered(account).find(({ id }) => id === input.caseId);
    if (!found) throw modelled(CaseIdNotFound$, `The case ${input.caseId} was not found.`);
    const { entries, nextToken } = pageOf(found.each.letters, input);
    return { nextToken, communications: entries.map((letter) => letterOf(letter, found.id)) };
  },
});

function requirePlan({ support }: LocalAccount): void {
  if (support.hasPlan) return;
  throw new Refusal(
    { code: "SubscriptionRequiredException", status: 400 },
    "Amazon Web Services Premium Support Subscription is required to use this service.",
  );
}

/** The cases with the ids that they keep. */
function numbered({ id, support }: LocalAccount) {
  return support.cases.map((each, index) => {
    const year = each.createdAt.getUTCFullYear();
    const hex = (index + 1).toString(16).padStart(16, "0");
    return { each, number: 170_000_000 + index, id: `case-${id}-muen-${year}-${hex}` };
  });
}

function recentOf({ letters }: SupportCase, id: string) {
  return {
    communications: letters.slice(0, RECENT).map((letter) => letterOf(letter, id)),
    nextToken: letters.length > RECENT ? tokenOf(RECENT) : undefined,
  };
}

function letterOf({ by, at, body }: SupportCase["letters"][number], caseId: string): Communication {
  return { caseId, body, submittedBy: by, timeCreated: at.toISOString() };
}

/** The time from which on there is anything. */
function kept({ now }: Call): Date {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - KEPT_MONTHS);
  return then;
}

function timeOf(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new Refusal("invalid", `${text} is no time`);
  return time;
}
