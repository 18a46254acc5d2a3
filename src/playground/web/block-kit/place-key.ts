/** A key for a piece of text: pieces have no ids, so one is told from its neighbours by its place. */
export function placeKey(index: number): string {
  return `at-${index}`;
}
