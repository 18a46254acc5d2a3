import { type Digest, type DigestView, digestName } from "../../domain/digest.ts";
import { channelSpan, type Message, type Span } from "../blocks.ts";
import { zonedTime } from "../time-words.ts";
import { notice } from "./notice.ts";

/** What can be done to a digest at once. */
export const digestChanges = ["pause", "resume", "remove", "runNow"] as const;
export type DigestChange = (typeof digestChanges)[number];

/** What came of it. */
export function digestChangedSpans(change: DigestChange, { digest }: DigestView): readonly Span[] {
  const name = `Digest ${digestName(digest.id)}`;
  switch (change) {
    case "pause":
      return [`${name} is paused.`];
    case "resume":
      return [`${name} goes on. `, ...nextSpans(digest)];
    case "remove":
      return [`${name} is deleted.`];
    case "runNow":
      return [`${name} comes to `, channelSpan(digest.channel), " as soon as its facts are new enough."];
  }
}

/** A digest was made or changed. */
export function digestSavedMessage({ digest }: DigestView): Message {
  const name = `Digest ${digestName(digest.id)}`;
  return notice(`${name} for `, channelSpan(digest.channel), " is saved. ", ...nextSpans(digest));
}

function nextSpans({ paused, nextAt, schedule }: Digest): readonly Span[] {
  return [paused ? "It is paused." : `It comes next ${zonedTime(nextAt, schedule.timeZone)}.`];
}
