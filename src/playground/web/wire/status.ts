import type { WireEntry } from "../../../local-slack/control.ts";

/** How something that crossed the wire was answered, in a word. */
export interface Status {
  readonly word: string;
  readonly isTrouble: boolean;
}

/** Reads the word from whichever form of answer it was: a delivery, a Web API answer, or plain text. */
export function statusOf({ answered }: Pick<WireEntry, "answered">): Status {
  if (typeof answered === "string") {
    const isFine = /^ok\b/i.test(answered);
    return { word: isFine ? "ok" : answered, isTrouble: !isFine };
  }
  if (typeof answered !== "object" || answered === null) return { word: "no answer", isTrouble: true };
  if ("outcome" in answered) {
    return { word: String(answered.outcome), isTrouble: answered.outcome !== "acknowledged" };
  }
  if ("ok" in answered && answered.ok === true) return { word: "ok", isTrouble: false };
  return { word: troubleIn({ ...answered }), isTrouble: true };
}

function troubleIn(answered: Readonly<Record<string, unknown>>): string {
  const { error, httpStatus, connection } = answered;
  return String(error ?? httpStatus ?? connection ?? "trouble");
}
