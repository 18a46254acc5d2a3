import { z } from "zod";
import {
  daysBySeverity,
  idsOf,
  isWebhookAddress,
  isWebhookSecret,
  list,
  oneOf,
  people,
  wholeNumber,
  wholeNumberIfAny,
} from "./config-values.ts";
import { longestPolicy } from "./domain/finding-policy.ts";

/** One entry a variable: what it must look like and what it is when absent. `.env.example` follows this table. */
export const environment = z.object({
  SLACK_BOT_TOKEN: z
    .string({
      error: 'is missing. It is under "OAuth & Permissions" of your Slack app and starts with xoxb-.',
    })
    .regex(/^xox(b|e\.xoxb)-\S+$/, { error: "is not a bot token: those start with xoxb-." }),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/, { error: "is not an app-level token: those start with xapp-." })
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: "takes an http or https address." })
    .default("https://slack.com/api/"),
  PORT: wholeNumber({ from: 0, to: 65_535, preset: 3000 }),
  ROOTCHECK_METRICS_PORT: wholeNumberIfAny({ from: 0, to: 65_535 }),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "trace"], "info"),
  DATABASE_URL: z
    .string()
    .refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), {
      error:
        "takes a PostgreSQL address: postgres://user:password@host/database, with / # ? @ in the password percent-encoded.",
    })
    .optional(),
  ROOTCHECK_DATA_DIR: z.string().default("rootcheck-data"),
  ROOTCHECK_MEMBER_ROLE: z
    .string()
    .regex(/^(?!\/)[\w+=,.@/-]*[\w+=,.@-]$/, {
      error: "takes a role's name, with its path before it if it has one, and no ARN.",
    })
    .default("rootcheck-audit"),
  ROOTCHECK_HOME_ROLE: z
    .string()
    .regex(/^arn:[\w-]+:iam::\d{12}:role\/\S+$/, {
      error: "takes a role's ARN: arn:aws:iam::123456789012:role/name.",
    })
    .optional(),
  ROOTCHECK_EXTERNAL_ID: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, { error: "takes 2 to 1,224 letters, digits or any of _+=,.@:/-" })
    .optional(),
  ROOTCHECK_ROOT_SESSIONS: oneOf(["off", "fallback", "first"], "off"),
  ROOTCHECK_CONCURRENCY: wholeNumber({ from: 1, to: 100, preset: 25 }),
  ROOTCHECK_ROOT_UNUSED_DAYS: wholeNumber({ from: 1, to: 3650, preset: 90 }),
  ROOTCHECK_RESULTS_DAYS: wholeNumber({ from: 7, to: 3650, preset: 90 }),
  ROOTCHECK_EMAIL_DOMAINS: list.transform((domains) =>
    domains.map((domain) => domain.toLowerCase().replace(/^@/, "")),
  ),
  ROOTCHECK_CHANNELS: idsOf("channel ids (C…, G…)", /^[CG][A-Z0-9]+$/),
  ROOTCHECK_VIEWERS: people,
  ROOTCHECK_OPERATORS: people.refine((ids) => ids.length > 0, {
    error: "is missing. Name at least one user (U…) or user group (S…) who may run audits.",
    abort: true,
  }),
  ROOTCHECK_APPROVERS: people,
  ROOTCHECK_AUDITORS: people,
  ROOTCHECK_OWNERS: z.string().optional(),
  ROOTCHECK_OWNER_TAG: z
    .string()
    .regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, { error: "takes the key of an account tag." })
    .optional(),
  ROOTCHECK_DUE_DAYS: daysBySeverity(longestPolicy.dueDays),
  ROOTCHECK_SNOOZE_DAYS: daysBySeverity(longestPolicy.snoozeDays),
  ROOTCHECK_ACCEPTANCE_DAYS: daysBySeverity(longestPolicy.acceptanceDays),
  ROOTCHECK_LOG_KEY: z
    .string()
    .min(32, { error: "takes at least 32 characters; openssl rand -hex 32 makes some." })
    .optional(),
  ROOTCHECK_ALERT_WEBHOOK: z
    .string()
    .refine(isWebhookAddress, { error: "takes an https address, or http on this machine alone." })
    .optional(),
  ROOTCHECK_ALERT_WEBHOOK_SECRET: z
    .string()
    .refine(isWebhookSecret, {
      error: "takes at least 24 random bytes in base64; openssl rand -base64 32 makes some.",
    })
    .optional(),
});

/** The names of every setting, in the order in which they are explained. */
export const settingNames: readonly string[] = Object.keys(environment.shape);
