/**
 * Does the same with each, one after the other: trouble with one does not keep the others waiting.
 * @throws the first trouble, once all have had their turn.
 */
export async function eachByItself<T>(
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await act(item);
    } catch (error) {
      failures.push(error);
    }
  }
  for (const failure of failures) throw failure;
}
