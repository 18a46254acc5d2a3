import { z } from "zod";
import { messageOf, RootcheckError } from "../../domain/errors.ts";

/** One call of the Web API without arguments, which changes nothing. */
export interface SlackCall {
  readonly apiUrl: string;
  readonly method: "auth.test" | "apps.connections.open";
  readonly token: string;
  readonly signal: AbortSignal;
}

/** What Slack answered, with what its headers say beside it. */
export interface SlackAnswer {
  /** Slack's word where it refused. */
  readonly refusal?: string;
  readonly body: unknown;
  /** The scopes of the token; absent where Slack does not say. */
  readonly scopes?: readonly string[];
  /** What Slack's clock showed. */
  readonly date?: Date;
}

/** Slack's Web API gave no answer of its own. */
export class SlackUnreachedError extends RootcheckError {
  constructor(apiUrl: string, found: string, options?: ErrorOptions) {
    super(
      "slack_unreached",
      `Slack's Web API was wanted at ${apiUrl}, but ${found}. Let this machine reach it, or correct SLACK_API_URL.`,
      options,
    );
  }
}

const answerShape = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

/**
 * Calls Slack without its client, which keeps the headers to itself.
 * @throws {SlackUnreachedError}
 */
export async function callSlack({ apiUrl, method, token, signal }: SlackCall): Promise<SlackAnswer> {
  const response = await send(`${apiUrl}${method}`, { token, signal }).catch((cause: unknown) => {
    throw new SlackUnreachedError(apiUrl, `it cannot be reached (${reasonOf(cause)})`, { cause });
  });
  const { data } = answerShape.safeParse(await response.json().catch(() => undefined));
  if (!data) throw new SlackUnreachedError(apiUrl, `what answers there (${response.status}) is not Slack`);
  const scopes = response.headers.get("x-oauth-scopes");
  const date = Date.parse(response.headers.get("date") ?? "");
  return {
    ...(!data.ok && { refusal: data.error ?? "no reason given" }),
    body: data,
    ...(scopes !== null && { scopes: scopes.split(",").map((scope) => scope.trim()) }),
    ...(!Number.isNaN(date) && { date: new Date(date) }),
  };
}

function send(
  url: string,
  { token, signal }: { readonly token: string; readonly signal: AbortSignal },
): Promise<Response> {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/x-www-form-urlencoded",
  };
  return fetch(url, { method: "POST", headers, signal });
}

/** The network's own word lies at the bottom of the chain of causes. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.cause) return reasonOf(error.cause);
  if (error instanceof Error && "code" in error) return String(error.code);
  return messageOf(error);
}
