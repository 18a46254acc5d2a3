import type { IncomingMessage, ServerResponse } from "node:http";

const LONGEST_BODY = 32 * 1024 * 1024;

export async function readBody(request: IncomingMessage, longest = LONGEST_BODY): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > longest) throw new Error(`wanted a body of at most ${longest} bytes, found more`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}

export function sendText(response: ServerResponse, status: number, body: string, headers = {}): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers });
  response.end(body);
}

/** The fields of a form, a multipart form, or a JSON object; undefined if the body is none of them. */
export async function readFields(
  request: IncomingMessage,
  body: Buffer,
): Promise<Record<string, unknown> | undefined> {
  const contentType = request.headers["content-type"] ?? "";
  if (contentType.startsWith("application/json")) return jsonObject(body.toString());
  if (contentType.startsWith("multipart/form-data")) {
    const parsed = new Response(new Uint8Array(body), { headers: { "content-type": contentType } });
    return Object.fromEntries(await parsed.formData());
  }
  return Object.fromEntries(new URLSearchParams(body.toString()));
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
