import type { DigestContent, DigestSettings } from "../../domain/digest.ts";
import { counted } from "../count-words.ts";

/** How much a digest says. */
export const CONTENT_WORDS: Readonly<Record<DigestContent, string>> = {
  changes: "changes only",
  standing: "full standing",
};

/** How a digest is made: "changes only, facts at most 6 hours old, quiet when all is well". */
export function mannerOf({
  content,
  maxAgeHours,
  isSilentWhenGreen,
}: Pick<DigestSettings, "content" | "maxAgeHours" | "isSilentWhenGreen">): string {
  const facts = `facts at most ${counted(maxAgeHours, "hour")} old`;
  const quiet = isSilentWhenGreen ? ", silent when nothing is open and nothing has changed" : "";
  return `${CONTENT_WORDS[content]}, ${facts}${quiet}`;
}
