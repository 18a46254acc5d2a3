import {
  type CaseDetails,
  type Communication,
  DescribeCasesCommand,
  DescribeCommunicationsCommand,
  type DescribeCommunicationsCommandOutput,
  type SupportClient,
} from "@aws-sdk/client-support";
import type { Read } from "../../domain/read.ts";
import type { Sighting, Sightings } from "../../email-recovery/email-reader.ts";
import { pagesOf } from "../pages.ts";
import { type Asking, attempt } from "../reading.ts";
import { type EmailAsking, gathered, inside } from "./asking.ts";

const CASES = "support:DescribeCases";
const COMMUNICATIONS = "support:DescribeCommunications";
/** For so long AWS keeps cases; asking for older ones may be an error. */
const WINDOW_MONTHS = 24;
const PAGE = 100;
/** AWS answers five calls a second: of so many long cases everything is read, of older ones only the latest five letters. */
const MOST_LONG_CASES = 100;

/** Everybody who wrote in the account's cases, open and resolved, or was copied on one. */
export function readFromSupportCases(asking: EmailAsking): Promise<Read<Sightings>> {
  return inside(asking, (session, by) =>
    attempt(CASES, by.rung, async () => {
      const client = session.support();
      const pages = await Array.fromAsync(casesOf(client, by));
      const cases = pages
        .flatMap((page) => page.cases ?? [])
        .toSorted((a, b) => (b.timeCreated ?? "").localeCompare(a.timeCreated ?? ""));
      const long = cases.filter(({ recentCommunications }) => recentCommunications?.nextToken);
      const letters: DescribeCommunicationsCommandOutput[] = [];
      for (const { caseId } of long.slice(0, MOST_LONG_CASES))
        if (caseId) letters.push(...(await Array.fromAsync(lettersOf(client, by, caseId))));
      const left = Math.max(0, long.length - MOST_LONG_CASES);
      return gathered(by, {
        call: CASES,
        field: "submittedBy, ccEmailAddresses, recentCommunications",
        sightings: [
          ...cases.flatMap(sightingsIn),
          ...letters.flatMap(({ communications = [] }) => communications.map(sightingOf)),
        ],
        looked: `${cases.length} ${cases.length === 1 ? "case" : "cases"} over ${WINDOW_MONTHS} months${left > 0 ? `, of ${left} only the latest letters` : ""}`,
        answers: [...pages, ...letters],
      });
    }),
  );
}

/** Every page of every case that AWS still has. */
function casesOf(client: SupportClient, { call, clock }: Asking) {
  const afterTime = monthsBefore(clock.now(), WINDOW_MONTHS).toISOString();
  const ask = (nextToken: string | undefined) =>
    call("support:DescribeCases", () =>
      client.send(
        new DescribeCasesCommand({
          afterTime,
          includeResolvedCases: true,
          includeCommunications: true,
          maxResults: PAGE,
          ...(nextToken && { nextToken }),
        }),
      ),
    );
  return pagesOf(ask, ({ nextToken }) => nextToken);
}

/** From the first letter on: whether the token of a case's latest letters goes on elsewhere, AWS does not say. */
function lettersOf(client: SupportClient, { call }: Asking, caseId: string) {
  const ask = (nextToken: string | undefined) =>
    call("support:DescribeCommunications", () =>
      client.send(
        new DescribeCommunicationsCommand({ caseId, maxResults: PAGE, ...(nextToken && { nextToken }) }),
      ),
    );
  return pagesOf(ask, ({ nextToken }) => nextToken);
}

function sightingsIn(given: CaseDetails): readonly Sighting[] {
  const { caseId, submittedBy = "", ccEmailAddresses = [], recentCommunications } = given;
  const from = { call: CASES, ...(caseId && { of: caseId }), ...timeOf(given) };
  return [
    { ...from, text: submittedBy, field: "submittedBy" },
    ...ccEmailAddresses.map((text) => ({ ...from, text, field: "ccEmailAddresses" })),
    ...(recentCommunications?.communications ?? []).map((letter) => sightingOf({ caseId, ...letter })),
  ];
}

function sightingOf(letter: Communication): Sighting {
  const { caseId, submittedBy = "" } = letter;
  return {
    ...{ text: submittedBy, field: "communication", call: COMMUNICATIONS },
    ...(caseId && { of: caseId }),
    ...timeOf(letter),
  };
}

function timeOf({ timeCreated }: { readonly timeCreated?: string | undefined }): { readonly at?: Date } {
  const at = new Date(timeCreated ?? "");
  return Number.isNaN(at.getTime()) ? {} : { at };
}

/** So many months back, on the same day where that month has it; a day less, so as not to stand on the edge. */
function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months, then.getUTCDate() + 1);
  return then;
}
