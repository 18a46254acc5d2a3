import { once } from "node:events";
import { open } from "node:fs/promises";
import { type ClientRequest, type IncomingMessage, request as plainly } from "node:http";
import { request as encrypted } from "node:https";
import type { ResultFile } from "../outbox/files.ts";

const PIECE_BYTES = 64 * 1024;

/**
 * Posts a file as it lies on the disk, and answers the status. One piece of memory carries all of it: `fetch` makes a new
 * one each time, of which tens of megabytes lie about until the garbage is collected.
 */
export async function uploadBytes(
  address: string,
  { path, bytes }: Pick<ResultFile, "path" | "bytes">,
  signal: AbortSignal,
): Promise<number> {
  await using file = await open(path);
  const send = new URL(address).protocol === "http:" ? plainly : encrypted;
  const sending = send(address, { method: "POST", signal, headers: { "content-length": bytes } });
  const answered: Promise<IncomingMessage[]> = once(sending, "response");
  answered.catch(() => undefined); // whatever is written fails too, and says so first
  const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, piece.length);
    if (bytesRead === 0) break;
    await written(sending, piece.subarray(0, bytesRead));
  }
  sending.end();
  const [answer] = await answered;
  answer?.resume();
  return answer?.statusCode ?? 0;
}

/** Resolves once the piece has gone out, and its memory may be used again. */
function written(sending: ClientRequest, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    sending.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
