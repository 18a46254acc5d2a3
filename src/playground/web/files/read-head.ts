/** Bytes that are read of a file at most. */
const MOST = 1_000_000;

/** The beginning of a file's text, and whether that is all of it. */
export async function readHead(
  address: string,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  const response = await fetch(address, { signal });
  if (!response.ok || !response.body) throw new Error(await response.text());
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    bytes += chunk.byteLength;
    if (bytes > MOST) return { text, isWhole: false };
  }
  return { text: text + decoder.decode(), isWhole: true };
}
