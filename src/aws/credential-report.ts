import {
  CredentialReportExpiredException,
  CredentialReportNotPresentException,
  CredentialReportNotReadyException,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
} from "@aws-sdk/client-iam";
import { known, type Read, unread } from "../domain/read.ts";
import { attempt, originOf, type Reading } from "./reading.ts";
import { parseRootRow, type RootRow } from "./root-row.ts";

/** How long AWS takes to make a report, as seen; asking sooner is a wasted call. */
const REPORT_MILLISECONDS = 2_500;

export interface ReportRequest<Content> {
  /** Whether AWS was making it the last time; it is then fetched without asking for it first. */
  readonly isBeingMade: boolean;
  /** What is wanted of its text, and the name under which that is evidence. @throws for a text that is none. */
  readonly parse: (csv: string) => Content;
  readonly field: string;
}

/** What the account's credential report says of root. */
export function readCredentialReport(
  reading: Reading,
  { isBeingMade }: { readonly isBeingMade: boolean },
): Promise<Read<RootRow>> {
  return readReport(reading, { isBeingMade, parse: parseRootRow, field: "<root_account>" });
}

/**
 * What the account's credential report says. Asked to make one, AWS says whether it has one of the last four
 * hours; else it makes one for seconds, and nobody waits in line for it: the reason says when to ask again.
 */
export async function readReport<Content>(
  reading: Reading,
  request: ReportRequest<Content>,
): Promise<Read<Content>> {
  if (request.isBeingMade) return fetchReport(reading, request);
  const { iam, rung, call } = reading;
  const made = await attempt("iam:GenerateCredentialReport", rung, async () => {
    const send = () => iam.send(new GenerateCredentialReportCommand({}));
    const answer = await call("iam:GenerateCredentialReport", send);
    return known(
      answer.State === "COMPLETE",
      originOf(reading, "iam:GenerateCredentialReport", "State", answer),
    );
  });
  if (!made.known) return made;
  return made.value ? fetchReport(reading, request) : notReady(reading);
}

function fetchReport<Content>(
  reading: Reading,
  { parse, field }: ReportRequest<Content>,
): Promise<Read<Content>> {
  const { iam, rung, call } = reading;
  return attempt("iam:GetCredentialReport", rung, async () => {
    try {
      const answer = await call("iam:GetCredentialReport", () =>
        iam.send(new GetCredentialReportCommand({})),
      );
      if (!answer.Content || !answer.GeneratedTime)
        throw new Error("the report came without its content or time");
      const origin = originOf(reading, "iam:GetCredentialReport", field, answer);
      const content = parse(new TextDecoder().decode(answer.Content));
      return known(content, { ...origin, asOf: answer.GeneratedTime });
    } catch (error) {
      if (isNotThereYet(error)) return notReady(reading);
      throw error;
    }
  });
}

/** One that AWS has just called complete may have expired since, or not have got everywhere. */
function isNotThereYet(error: unknown): boolean {
  return (
    error instanceof CredentialReportNotReadyException ||
    error instanceof CredentialReportNotPresentException ||
    error instanceof CredentialReportExpiredException
  );
}

function notReady({ clock, rung }: Reading): Read<never> {
  return unread({
    code: "report-not-ready",
    call: "iam:GetCredentialReport",
    detail: "AWS is still preparing the credential report",
    until: new Date(clock.now().getTime() + REPORT_MILLISECONDS),
    rung,
  });
}
