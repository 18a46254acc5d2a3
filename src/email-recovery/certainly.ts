import { addressesIn } from "./addresses.ts";
import type { EmailSourceId, Sightings } from "./email-reader.ts";
import type { Clue } from "./source.ts";

/** What AWS states is the root user's address. */
export function certainly(
  { sightings }: Pick<Sightings, "sightings">,
  source: EmailSourceId,
): { readonly clues: readonly Clue[] } {
  return {
    clues: sightings.flatMap(({ text, field, call }) =>
      addressesIn(text).map((address) => ({
        address,
        trust: "certain",
        evidence: { source, said: `${field} of ${call}` },
      })),
    ),
  };
}
