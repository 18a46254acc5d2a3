import { addressesIn } from "./addresses.ts";
import { answerFrom, type Clue, type EmailSource, type Fragment } from "./source.ts";

/**
 * S3 once called owners by the local part of their address or by the account's name. AWS does so no more since
 * November 2025; what is compatible with S3, and what was answered before, still may.
 */
export const ownerNames: EmailSource = {
  id: "owner-names",
  title: "S3 owner names",
  call: "s3:ListBuckets",
  ask: async ({ reader }, { signal, ...wanted }) =>
    answerFrom(await reader.readSightings({ source: "owner-names", ...wanted }, signal), {
      opens: ownerNames.opens,
      found: ({ sightings }) => {
        const names = [...new Map(sightings.map((sighting) => [sighting.text, sighting])).values()];
        return {
          clues: names.flatMap(({ text, call }) => addressesIn(text).map((address) => clueOf(address, call))),
          fragments: names
            .filter(({ text }) => text !== wanted.account.name && addressesIn(text).length === 0)
            .map(({ text, call }) => fragmentOf(text, call)),
        };
      },
    }),
  opens: () =>
    "AWS retired these names in November 2025, so there is nothing to open: no permission brings them back.",
};

function clueOf(address: string, call: string): Clue {
  return { address, trust: "hint", evidence: evidenceOf(call) };
}

function fragmentOf(text: string, call: string): Fragment {
  return { part: "local part", text, evidence: evidenceOf(call) };
}

function evidenceOf(call: string) {
  return { source: "owner-names", said: `The owner's DisplayName in ${call}` } as const;
}
