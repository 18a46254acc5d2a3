import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../clock.ts";
import { answerFault, loseAnswer, sendRateLimited } from "../fault-answers.ts";
import { readBody, readFields, sendJson } from "../http.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import { methods } from "./index.ts";
import { grantedScopes, type Method, requireScopes } from "./method.ts";

const byName = new Map(methods.map((method) => [method.name, method]));

/** Answers one call of the Web API, `/api/<name>`. */
export async function answerCall(
  slack: Slack & { readonly clock: Clock },
  name: string,
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const { request, response } = exchange;
  const sent = await readFields(request, await readBody(request));
  const record = (answered: unknown) =>
    slack.wire.record({ direction: "from-app", name, sent, answered, repeated: false });
  const fault = slack.faults.take(name, sent?.channel);
  const faulty = await answerFault(slack.clock, fault, exchange);
  if (faulty) return record(faulty);

  const method = byName.get(name);
  const seconds = method && waitFor(slack, method, sent);
  if (seconds !== undefined) {
    sendRateLimited(response, seconds);
    return record({ httpStatus: 429, retryAfter: seconds });
  }
  const answer = answerOf(slack, method, { sent, authorization: request.headers.authorization });
  const lost = loseAnswer(fault, exchange);
  record({ ...answer, ...lost });
  if (!lost) sendJson(response, 200, answer, scopeHeaders(slack, method));
}

interface Call {
  readonly sent: Readonly<Record<string, unknown>> | undefined;
  readonly authorization: string | undefined;
}

function answerOf(slack: Slack, method: Method | undefined, call: Call): object {
  try {
    if (!method) throw new SlackRefusal("unknown_method");
    if (!call.sent) throw new SlackRefusal("invalid_json");
    authenticate(slack, method, call.authorization?.replace(/^Bearer ?/, "") ?? call.sent.token);
    requireScopes(slack, method.token === "bot" ? method.scopes : []);
    return method.run(slack, call.sent);
  } catch (thrown) {
    if (!(thrown instanceof SlackRefusal)) throw thrown;
    return { ok: false, error: thrown.error, ...thrown.details };
  }
}

function authenticate(slack: Slack, method: Method, token: unknown): void {
  if (method.token === "none") return;
  if (token === undefined || token === "") throw new SlackRefusal("not_authed");
  const { bot, app } = slack.tokens;
  if (token !== bot && token !== app) throw new SlackRefusal("invalid_auth");
  if (token !== slack.tokens[method.token]) throw new SlackRefusal("not_allowed_token_type");
}

function waitFor(slack: Slack, method: Method, sent: Call["sent"]): number | undefined {
  const tier = typeof method.tier === "function" ? method.tier(slack.switches) : method.tier;
  const key = tier === "post" ? `post ${String(sent?.channel)}` : method.name;
  return slack.limits.take(tier, key);
}

function scopeHeaders(slack: Slack, method: Method | undefined): Record<string, string> {
  if (method?.token !== "bot") return {};
  return {
    "x-oauth-scopes": grantedScopes(slack).join(","),
    "x-accepted-oauth-scopes": method.scopes.join(","),
  };
}
