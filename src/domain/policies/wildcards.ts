/** Whether a pattern with `*` (any characters) and `?` (any one) matches the whole text, as in policies. */
export function matchesWildcards(pattern: string, text: string): boolean {
  return matches(pattern, text, (one, character) => one === "?" || one === character);
}

/** Whether a pattern in which only `*` is special, for any characters, matches the whole text. */
export function matchesAsterisks(pattern: string, text: string): boolean {
  return matches(pattern, text, (one, character) => one === character);
}

/**
 * Goes back to the last asterisk alone, which is enough. As a regular expression, a pattern with many of them would
 * take years over a long text that it does not match, and who writes such patterns need not be a friend.
 */
function matches(
  pattern: string,
  text: string,
  fits: (one: string | undefined, character: string | undefined) => boolean,
): boolean {
  let at = 0;
  let asterisk: { readonly after: number; taken: number } | undefined;
  for (let position = 0; position < text.length; ) {
    if (pattern[at] === "*") {
      at += 1;
      asterisk = { after: at, taken: position };
    } else if (at < pattern.length && fits(pattern[at], text[position])) {
      at += 1;
      position += 1;
    } else if (asterisk) {
      asterisk.taken += 1;
      at = asterisk.after;
      position = asterisk.taken;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
