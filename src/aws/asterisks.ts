/** Whether a pattern in which only `*` is special, for any characters, matches the whole text. */
export function matchesAsterisks(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+^${}()|[\]\\?]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}
