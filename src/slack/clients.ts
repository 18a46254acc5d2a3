import type { Logger } from "@slack/bolt";
import { WebAPIPlatformError, WebClient, type WebClientOptions } from "@slack/web-api";
import type { SlackConfig } from "../config.ts";
import { RootcheckError } from "../domain/errors.ts";
import { noticingCalls, type OnSlackCall } from "./calls.ts";

/** Two ways of calling Slack, so that a rate limit on background messages never holds up an answer. */
export interface SlackClients {
  /** For answers and questions: repeats briefly, since being late is as bad as failing. */
  readonly answering: WebClient;
  /** For messages that must not be posted twice: repeats nothing by itself, and says when Slack is busy. */
  readonly posting: WebClient;
}

/** What Slack says the bot token stands for. */
export interface SlackIdentity {
  readonly botUserId: string;
  readonly botId?: string;
  readonly teamId?: string;
  readonly enterpriseId?: string;
}

/** Slack does not accept a token. Trying again would not help; a person has to change the setting. */
export class SlackRefusedError extends RootcheckError {
  constructor(variable: string, word: string) {
    super(
      "slack_refused",
      `Slack does not accept ${variable} (${word}). Copy it again from your app's settings, or reinstall the app.`,
    );
  }
}

const TIMEOUT_MILLISECONDS = 10_000;

/** Slack's words for a token that will not work, however often it is tried. */
const REFUSALS = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "not_allowed_token_type",
  "no_permission",
  "missing_scope",
  "org_login_required",
  "team_access_not_granted",
]);

export interface ClientsDependencies {
  readonly logger: Logger;
  /** Is told of every request. */
  readonly onCall?: OnSlackCall;
}

export function createClients(
  { logger, onCall = () => {} }: ClientsDependencies,
  { botToken, apiUrl }: SlackConfig,
): SlackClients {
  const shared: WebClientOptions = {
    ...{ slackApiUrl: apiUrl, timeout: TIMEOUT_MILLISECONDS, logger },
    fetch: noticingCalls(apiUrl, onCall),
  };
  return {
    answering: new WebClient(botToken, {
      ...shared,
      retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1000 },
    }),
    posting: new WebClient(botToken, {
      ...shared,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
  };
}

/** Asks Slack whose token it is. @throws {SlackRefusedError}, and as the client where Slack cannot be reached. */
export async function identify({ posting }: SlackClients): Promise<SlackIdentity> {
  try {
    const { bot_id, user_id, team_id, enterprise_id } = await posting.auth.test();
    if (!user_id) throw new SlackRefusedError("SLACK_BOT_TOKEN", "Slack does not say whose it is");
    return {
      botUserId: user_id,
      ...(bot_id && { botId: bot_id }),
      ...(team_id && { teamId: team_id }),
      ...(enterprise_id && { enterpriseId: enterprise_id }),
    };
  } catch (error) {
    throw asRefusal(error, "SLACK_BOT_TOKEN") ?? error;
  }
}

/** The refusal of a token that an error stands for, if it does. */
export function asRefusal(error: unknown, variable: string): SlackRefusedError | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const word = String(error.data.error);
  return isRefusal(word) ? new SlackRefusedError(variable, word) : undefined;
}

/** Whether a word of Slack's means that the token will never do. */
export function isRefusal(word: string): boolean {
  return REFUSALS.has(word);
}
