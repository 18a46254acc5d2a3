import { addressesIn, keyOf, partsOf } from "./addresses.ts";
import type { Sighting } from "./email-reader.ts";
import { answerFrom, type Clue, type EmailSource } from "./source.ts";

/** Within this time an address that submits cases is taken for one that is still in use. */
const FRESH_MILLISECONDS = 365 * 86_400_000;

/** Whoever writes to AWS Support does so under an address, and root does under that of the account. */
export const supportCases: EmailSource = {
  id: "support-cases",
  title: "Support",
  call: "support:DescribeCases",
  ask: async ({ reader, now }, { signal, ...wanted }) =>
    answerFrom(await reader.readSightings({ source: "support-cases", ...wanted }, signal), {
      opens: supportCases.opens,
      found: ({ sightings }) => ({ clues: cluesIn(sightings, now()) }),
    }),
  opens: ({ code, call }) => {
    if (code === "feature-off")
      return "Cases can be read under a Business Support+, Enterprise or Unified Operations plan, which the account itself needs.";
    if (call === "sts:AssumeRole")
      return "Cases are the account's own: put rootcheck's member role into it, with support:DescribeCases and support:DescribeCommunications.";
    return "Allow support:DescribeCases and support:DescribeCommunications to rootcheck's role in the account.";
  },
};

/** Where an address shows in cases, from the strongest to the weakest. */
const FIELDS = ["submittedBy", "communication", "ccEmailAddresses"] as const;
const DEEDS: Readonly<Record<(typeof FIELDS)[number], string>> = {
  submittedBy: "Submitted",
  communication: "Wrote in",
  ccEmailAddresses: "Copied on",
};
const AMAZON = /^\s*Amazon Web Services/i;
const OF_AMAZON = /^(?:.+\.)?amazon(?:aws)?(?:\.[a-z]{2,3}){1,2}$/i;
/** Somebody who took on a role, or is a user in the account, may write under an address of their own. */
const AS_ANOTHER = /\((?!root)[\w -]*(?:role|user)\)/i;

interface Seen {
  readonly address: string;
  readonly field: (typeof FIELDS)[number];
  readonly sighting: Sighting;
}

/** The addresses of those who wrote, each once, with where and how often and when last. */
export function cluesIn(sightings: readonly Sighting[], now: Date): readonly Clue[] {
  const cases = new Set(sightings.map(({ of }) => of)).size;
  const byKey = Map.groupBy(sightings.flatMap(seenIn), ({ address }) => keyOf(address));
  return [...byKey.values()].flatMap((seen) => clueOf(seen, { cases, now }) ?? []);
}

function seenIn(sighting: Sighting): readonly Seen[] {
  const field = FIELDS.find((one) => one === sighting.field);
  if (!field || AMAZON.test(sighting.text)) return [];
  return addressesIn(sighting.text)
    .filter((address) => !OF_AMAZON.test(partsOf(address).domain))
    .map((address) => ({ address, field, sighting }));
}

function clueOf(
  seen: readonly Seen[],
  { cases, now }: { readonly cases: number; readonly now: Date },
): Clue | undefined {
  const [first] = seen;
  const strength = FIELDS.map((field) => casesAmong(seen, field));
  const index = strength.findIndex((count) => count > 0);
  const field = FIELDS[index];
  if (!first || !field) return undefined;
  const times = seen.flatMap(({ sighting }) => (sighting.at ? [sighting.at.getTime()] : []));
  const last = times.length > 0 ? new Date(Math.max(...times)) : undefined;
  const isFresh = !last || now.getTime() - last.getTime() <= FRESH_MILLISECONDS;
  const isAnother = field !== "ccEmailAddresses" && !speaksForAccount(seen);
  const deed = `${DEEDS[field]} ${strength[index]} of ${cases} Support ${cases === 1 ? "case" : "cases"}`;
  const said = isAnother ? `${deed}, as a role or a user of the account` : deed;
  return {
    address: first.address,
    trust: isFresh && speaksForAccount(seen) ? "likely" : "hint",
    evidence: { source: "support-cases", said, strength, ...(last && { last }) },
  };
}

/** Somebody who is only copied, or only ever wrote as a role or a user, need not be the account's owner. */
function speaksForAccount(seen: readonly Seen[]): boolean {
  return seen.some(({ field, sighting }) => field !== "ccEmailAddresses" && !AS_ANOTHER.test(sighting.text));
}

function casesAmong(seen: readonly Seen[], wanted: Seen["field"]): number {
  return new Set(seen.filter(({ field }) => field === wanted).map(({ sighting }) => sighting.of)).size;
}
