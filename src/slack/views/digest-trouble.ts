import type { DigestTrouble } from "../../digests/digest-messenger.ts";
import { digestName } from "../../domain/digest.ts";
import { bold, channelSpan, code, type Message, type Span } from "../blocks.ts";
import { COMMAND } from "../ids.ts";
import { capitalized, literal } from "../text.ts";
import { zonedTime } from "../time-words.ts";
import { notice } from "./notice.ts";

const WHY = 300;

/** What a digest's owner is told directly: what happened to which of its times, and what to do. */
export function digestTroubleMessage(trouble: DigestTrouble): Message {
  const { digest, slot } = trouble;
  const name = digestName(digest.id);
  const ofWhen: readonly Span[] = [
    ` of ${zonedTime(slot.at, digest.schedule.timeZone)} in `,
    channelSpan(digest.channel),
  ];
  const again = code(`${COMMAND} digest now ${name}`);
  switch (trouble.kind) {
    case "uncertain":
      return notice(
        bold(`Slack never said whether digest ${name} was posted`),
        ": the one",
        ...ofWhen,
        ". It is not repeated. Look in the channel, or run it again: ",
        again,
        ".",
      );
    case "failed":
      return notice(
        bold(`Slack refused digest ${name}`),
        ": the one",
        ...ofWhen,
        `. ${sentence(trouble.why)} The next one is tried as ever; to run this one again: `,
        again,
        ".",
      );
    case "paused":
      return notice(
        bold(`Digest ${name} is paused`),
        ", because it could not be posted: the one",
        ...ofWhen,
        `. ${sentence(trouble.why)} Once that is mended: `,
        code(`${COMMAND} digest resume ${name}`),
        ".",
      );
  }
}

/** Reasons come as sentences or as a word of Slack's. */
function sentence(why: string): string {
  const text = capitalized(literal(why, WHY));
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
