import {
  CredentialReportExpiredException$,
  CredentialReportNotPresentException$,
  CredentialReportNotReadyException$,
  GenerateCredentialReport$,
  type GenerateCredentialReportResponse,
  GetCredentialReport$,
  type GetCredentialReportResponse,
} from "@aws-sdk/client-iam";
import { anyResource, type Call, operation } from "../operation.ts";
import { modelled } from "../wire/refusal.ts";
import { reportCsv } from "./credential-report-csv.ts";

const TAKES_MS = 2_000;
const LASTS_MS = 4 * 3_600_000;

type ReportState = "absent" | "in-progress" | "complete" | "expired";

/** Starts a credential report, unless there is one of the last four hours. */
export const generateCredentialReport = operation<object, GenerateCredentialReportResponse>({
  schema: GenerateCredentialReport$,
  resource: anyResource,
  answer(call) {
    const state = stateOf(call);
    if (state === "in-progress") return { State: "INPROGRESS" };
    if (state === "complete") return { State: "COMPLETE" };
    call.account.report = {
      startedAt: call.now,
      content: reportCsv(call.organization, call.account, call.switches),
    };
    if (state === "expired") return { State: "STARTED" };
    return { State: "STARTED", Description: "No report exists. Starting a new report generation task" };
  },
});

/** Gives the credential report that was made last. */
export const getCredentialReport = operation<object, GetCredentialReportResponse>({
  schema: GetCredentialReport$,
  resource: anyResource,
  answer(call) {
    const { report } = call.account;
    const state = stateOf(call);
    if (!report) throw modelled(CredentialReportNotPresentException$);
    if (state === "in-progress") throw modelled(CredentialReportNotReadyException$);
    if (state === "expired") throw modelled(CredentialReportExpiredException$);
    return {
      Content: Buffer.from(report.content),
      ReportFormat: "text/csv",
      GeneratedTime: new Date(report.startedAt.getTime() + TAKES_MS),
    };
  },
});

function stateOf({ account: { report }, now }: Call): ReportState {
  if (!report) return "absent";
  const age = now.getTime() - report.startedAt.getTime() - TAKES_MS;
  if (age < 0) return "in-progress";
  return age < LASTS_MS ? "complete" : "expired";
}
