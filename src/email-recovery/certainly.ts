import type { EmailSourceId, Sightings } from "./email-reader.ts";
import type { Clue } from "./source.ts";

/** What AWS states is the root user's address: the whole field, however it is made. */
export function certainly(
  { sightings }: Pick<Sightings, "sightings">,
  source: EmailSourceId,
): { readonly clues: readonly Clue[] } {
  return {
    clues: sightings.map(({ text, field, call }) => ({
      address: text.trim(),
      trust: "certain",
      evidence: { source, said: `${field} of ${call}` },
    })),
  };
}
