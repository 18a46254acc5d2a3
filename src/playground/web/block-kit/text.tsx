import { withEmoji } from "./emoji.ts";
import { parseMrkdwn } from "./mrkdwn.ts";
import type { TextObject } from "./objects-shape.ts";
import { RichText } from "./rich-text.tsx";

/** A text object: mrkdwn as what it means, plain text as it is. */
export function Text({ text }: { readonly text: TextObject }) {
  if (text.type === "mrkdwn") return <RichText parts={parseMrkdwn(text.text)} />;
  return <span className="plain-text">{plainText(text)}</span>;
}

/** The characters of a text object where nothing but characters fits, such as on a button. */
export function plainText(text: TextObject): string {
  return text.emoji === false ? text.text : withEmoji(text.text);
}
