import { z } from "zod";

/** One request to Slack. */
export interface SlackCall {
  /** As Slack names it: `chat.postMessage`; `response_url` for an answer. */
  readonly method: string;
  readonly outcome: SlackCallOutcome;
}

/** `refused` is an answer that says no; `failed` is none, or nothing that can be understood. */
export type SlackCallOutcome = "answered" | "refused" | "rate-limited" | "failed";

export type OnSlackCall = (call: SlackCall) => void;

/** The `fetch` of a client of Slack's API, which tells of every request: the client repeats some by itself. */
export function noticingCalls(apiUrl: string, onCall: OnSlackCall): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const method = url.slice(apiUrl.length);
    return noticing(
      () => fetch(input, init),
      (outcome) => onCall({ method, outcome }),
      answerOf,
    );
  };
}

/** The same for what sends answers. */
export function noticingAnswers(send: typeof fetch, onCall: OnSlackCall): typeof fetch {
  return (input, init) =>
    noticing(
      () => send(input, init),
      (outcome) => onCall({ method: "response_url", outcome }),
    );
}

type ToOutcome = (response: Response) => Promise<SlackCallOutcome>;

async function noticing(
  send: () => Promise<Response>,
  tell: (outcome: SlackCallOutcome) => void,
  successOf: ToOutcome = async () => "answered",
): Promise<Response> {
  try {
    const response = await send();
    tell(response.ok ? await successOf(response) : failureOf(response));
    return response;
  } catch (error) {
    tell("failed");
    throw error;
  }
}

function failureOf({ status }: Response): SlackCallOutcome {
  if (status === 429) return "rate-limited";
  return status < 500 ? "refused" : "failed";
}

const answer = z.object({ ok: z.boolean() });

/** Slack's API says no with a status of 200. */
async function answerOf(response: Response): Promise<SlackCallOutcome> {
  try {
    const { ok } = answer.parse(await response.clone().json());
    return ok ? "answered" : "refused";
  } catch {
    return "failed";
  }
}
