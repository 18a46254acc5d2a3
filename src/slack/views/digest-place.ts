import { channelSpan, controls, type Message, type Span } from "../blocks.ts";
import { addDigestButton } from "./digest-list.ts";
import { notice } from "./notice.ts";

const MOST_NAMED = 10;

/** A channel cannot have a digest; these could. */
export function unfitPlaceMessage(why: string, fit: readonly string[]): Message {
  if (fit.length === 0)
    return notice(`${why} None of the channels that ROOTCHECK_CHANNELS lists can have one at the moment.`);
  const named = fit
    .slice(0, MOST_NAMED)
    .flatMap((channel, index): readonly Span[] => [index === 0 ? "" : ", ", channelSpan(channel)]);
  return notice(`${why} It works in `, ...named, ".");
}

/** A digest is to be added, and the form did not open by itself. */
export function digestToAddMessage(scope: string): Message {
  const { text, blocks } = notice("A new digest for this channel:");
  return { text, blocks: [...blocks, controls(addDigestButton(scope))] };
}
