import { z } from "zod";
import type { Caller } from "../caller.ts";

/** An answer and a refusal carry it in the same place. */
const numbered = z.object({ $metadata: z.object({ requestId: z.string() }) });

/** The same caller, noting by which id AWS's own logs know each call, whether AWS answers or refuses it. */
export function notingRequestIds(call: Caller, requestIds: string[]): Caller {
  function note(given: unknown): void {
    const { data } = numbered.safeParse(given);
    if (data) requestIds.push(data.$metadata.requestId);
  }

  return (name, send, signal) =>
    call(
      name,
      async () => {
        try {
          const answer = await send();
          note(answer);
          return answer;
        } catch (error) {
          note(error);
          throw error;
        }
      },
      signal,
    );
}
