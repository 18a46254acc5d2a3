import { SlackRefusal, withMessages } from "./refusal.ts";
import type { Slack } from "./slack.ts";

const LONGEST_TEXT = 40_000;

/** The part of a message that every way of sending one shares. */
export interface Content {
  readonly text?: string | undefined;
  readonly blocks?: readonly unknown[] | undefined;
}

/** Content that Slack takes; `blocks` is absent where none were sent. */
export interface AcceptedContent {
  readonly text: string;
  readonly blocks?: readonly unknown[];
}

/** The content as Slack would keep it; throws the refusal with which Slack would answer. */
export function acceptContent(
  slack: Pick<Slack, "blockKit" | "switches">,
  content: Content,
): AcceptedContent {
  const { text = "", blocks } = content;
  if (text === "" && (blocks ?? []).length === 0) throw new SlackRefusal("no_text");
  const problems = slack.blockKit.validateMessage({ text, blocks });
  const wrong = problems.filter(({ rule }) => rule === "slack");
  if (wrong.length > 0) {
    const lines = wrong.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`);
    throw withMessages("invalid_blocks", lines);
  }
  const textless = problems.find(({ rule }) => rule === "text-beside-blocks");
  if (textless && slack.switches.textRequiredBesideBlocks) throw withMessages("no_text", [textless.message]);
  return { text: text.slice(0, LONGEST_TEXT), ...(blocks && { blocks }) };
}

/** Like {@link acceptContent}, with the limit on the sum of blocks that the Web API has and a response_url has not. */
export function acceptCappedContent(
  slack: Pick<Slack, "blockKit" | "switches">,
  content: Content,
): AcceptedContent {
  const accepted = acceptContent(slack, content);
  const characters = JSON.stringify(accepted.blocks ?? []).length;
  if (characters > slack.switches.messageBlocksCap) throw new SlackRefusal("msg_blocks_too_long");
  return accepted;
}
