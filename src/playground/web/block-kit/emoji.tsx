import { emojiCharacters } from "./emoji-characters.ts";
import { signOf } from "./sign.tsx";

/** An emoji by its short name; its characters stay there to be copied where a picture stands in for them. */
export function Emoji({ name }: { readonly name: string }) {
  const characters = emojiCharacters(name);
  if (characters === undefined) return `:${name}:`;
  const sign = signOf(name);
  return (
    <span role="img" className="emoji" aria-label={name.replaceAll("_", " ")}>
      {sign}
      <span className={sign ? "emoji-replaced" : undefined}>{characters}</span>
    </span>
  );
}
