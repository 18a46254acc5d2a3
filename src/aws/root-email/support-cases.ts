import {
  type CaseDetails,
  type Communication,
  DescribeCasesCommand,
  DescribeCommunicationsCommand,
  type SupportClient,
} from "@aws-sdk/client-support";
import { known, type Read, type Unreadable } from "../../domain/read.ts";
import type { Sighting, Sightings } from "../../email-recovery/email-reader.ts";
import { pagesOf } from "../pages.ts";
import { type Asking, attempt, originOf } from "../reading.ts";
import { type EmailAsking, gathered, inside } from "./asking.ts";

const CASES = "support:DescribeCases";
const COMMUNICATIONS = "support:DescribeCommunications";
const FIELDS = "submittedBy, ccEmailAddresses, recentCommunications";
/** For so long AWS keeps cases; asking for older ones may be an error. */
const WINDOW_MONTHS = 24;
const PAGE = 100;
/** AWS answers five calls a second, and somebody waits: whatever was read by then is the answer. */
const ENOUGH_MILLISECONDS = 40_000;

/** Everybody who wrote in the account's cases, open and resolved, or was copied on one. */
export function readFromSupportCases(asking: EmailAsking): Promise<Read<Sightings>> {
  return inside(asking, (session, by) =>
    attempt(CASES, by.rung, async () => {
      const client = session.support();
      const end = by.clock.now().getTime() + ENOUGH_MILLISECONDS;
      const isTimeUp = () => by.clock.now().getTime() > end;
      const cases = await readCases(client, by, isTimeUp);
      const letters = await readLetters(client, by, { of: cases.long, isTimeUp });
      return gathered(by, {
        ...{ call: CASES, field: FIELDS, looked: lookedThrough(cases, letters) },
        sightings: [...cases.sightings, ...letters.sightings],
        ...(letters.gap && { gap: letters.gap }),
      });
    }),
  );
}

interface Cases {
  readonly sightings: readonly Sighting[];
  readonly count: number;
  /** The ids of those with more letters than come with them, the newest first. */
  readonly long: readonly string[];
  readonly isCut: boolean;
}

/** Of each page only who wrote is kept: what they wrote is much, and nobody's business. */
async function readCases(client: SupportClient, by: Asking, isTimeUp: () => boolean): Promise<Cases> {
  const sightings: Sighting[] = [];
  const long: CaseDetails[] = [];
  let count = 0;
  let isCut = false;
  for await (const { cases = [], nextToken } of casesOf(client, by)) {
    sightings.push(...cases.flatMap(sightingsIn));
    long.push(...cases.filter(({ recentCommunications }) => recentCommunications?.nextToken));
    count += cases.length;
    isCut = nextToken !== undefined && isTimeUp();
    if (isCut) break;
  }
  const newestFirst = long.toSorted((a, b) => (b.timeCreated ?? "").localeCompare(a.timeCreated ?? ""));
  return { sightings, count, isCut, long: newestFirst.flatMap(({ caseId }) => caseId ?? []) };
}

interface Letters {
  readonly sightings: readonly Sighting[];
  /** Of so many cases not all letters were read. */
  readonly left: number;
  readonly gap?: Unreadable;
}

/** The letters of the long cases, for as long as there is time and AWS gives them. */
async function readLetters(
  client: SupportClient,
  by: Asking,
  { of, isTimeUp }: { readonly of: readonly string[]; readonly isTimeUp: () => boolean },
): Promise<Letters> {
  const sightings: Sighting[] = [];
  for (const [index, caseId] of of.entries()) {
    const left = of.length - index;
    if (isTimeUp()) return { sightings, left };
    const letters = await attempt(COMMUNICATIONS, by.rung, async () => {
      const pages = await Array.fromAsync(lettersOf(client, by, caseId), ({ communications = [] }) =>
        communications.map(sightingOf),
      );
      return known(pages.flat(), originOf(by, COMMUNICATIONS, "submittedBy"));
    });
    if (!letters.known) return { sightings, left, gap: letters.why };
    sightings.push(...letters.value);
  }
  return { sightings, left: 0 };
}

function lookedThrough({ count, isCut }: Cases, { left }: Letters): string {
  const cases = `${count} ${count === 1 ? "case" : "cases"} over ${WINDOW_MONTHS} months`;
  return [
    isCut ? `${cases}, of which there are more than there was time for` : cases,
    ...(left > 0 ? [`of ${left} only the latest letters`] : []),
  ].join(", ");
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
