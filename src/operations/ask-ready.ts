import { z } from "zod";

const answer = z.object({ ready: z.boolean() });

/** Whether a rootcheck on this machine says at `/readyz` that it is ready; false if there is none at this port. */
export async function isReadyAt(port: number, signal: AbortSignal): Promise<boolean> {
  if (port === 0) return false;
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal });
    return answer.parse(await response.json()).ready;
  } catch {
    return false;
  }
}
