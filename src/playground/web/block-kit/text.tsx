import { Emoji } from "./emoji.tsx";
import { emojiCharacters } from "./emoji-characters.ts";
import { parseMrkdwn } from "./mrkdwn.ts";
import type { TextObject } from "./objects-shape.ts";
import { placeKey } from "./place-key.ts";
import { RichText } from "./rich-text.tsx";

const SHORT_NAME = /:([\w+-]+):/g;

/** A text object: mrkdwn as what it means, plain text as it is. */
export function Text({ text }: { readonly text: TextObject }) {
  if (text.type === "mrkdwn") return <RichText parts={parseMrkdwn(text.text)} />;
  return (
    <span className="plain-text">
      <PlainText text={text} />
    </span>
  );
}

/** Plain text with its emoji drawn, if it wants them. */
export function PlainText({ text }: { readonly text: TextObject }) {
  if (text.emoji === false) return text.text;
  return text.text
    .split(SHORT_NAME)
    .map((piece, index) => (index % 2 === 0 ? piece : <Emoji key={placeKey(index)} name={piece} />));
}

/** Plain text where nothing but characters fits, such as in a label. */
export function plainText(text: TextObject): string {
  if (text.emoji === false) return text.text;
  return text.text.replace(SHORT_NAME, (all, name: string) => emojiCharacters(name) ?? all);
}
