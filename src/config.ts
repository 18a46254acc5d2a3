import type { z } from "zod";
import { ConfigError, faultsOf, missingIn } from "./config-faults.ts";
import { environment } from "./config-settings.ts";
import type { FindingPolicy } from "./domain/finding-policy.ts";

/** Everything that the operator decides, read once at the start. */
export interface Config {
  readonly slack: SlackConfig;
  /** The port of `/healthz`, `/readyz` and `/metrics`, and in HTTP mode of `/slack/events` too. */
  readonly port: number;
  /** The port of `/metrics`, where it is not the same. */
  readonly metricsPort?: number;
  readonly logLevel: LogLevel;
  readonly database: DatabaseConfig;
  readonly aws: AwsConfig;
  /** Days without a root sign-in after which root counts as unused. */
  readonly rootUnusedDays: number;
  /** For how many days the results of single audits are kept. */
  readonly resultsDays: number;
  /** Domains that a root e-mail may be on; empty means that none were set. */
  readonly emailDomains: readonly string[];
  /** The channels that posture messages may be posted to. */
  readonly channels: readonly string[];
  readonly people: PeopleConfig;
  readonly owners: OwnersConfig;
  /** How long findings may take and be put off. */
  readonly findingPolicy: FindingPolicy;
  /** The secret that the audit log is sealed with. */
  readonly logKey?: string;
  /** Where alerts are posted beside Slack. */
  readonly alertWebhook?: AlertWebhookConfig;
}

export interface SlackConfig {
  readonly botToken: string;
  /** The Web API's base address, with its final slash. */
  readonly apiUrl: string;
  readonly connection:
    | { readonly mode: "socket"; readonly appToken: string }
    | { readonly mode: "http"; readonly signingSecret: string };
}

export type DatabaseConfig =
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "embedded"; readonly directory: string };

export interface AwsConfig {
  /** Name of the role in each member account, with its path if it has one: `security/rootcheck-audit`. */
  readonly memberRole: string;
  /** ARN of the role to take on before anything else; without it the credentials found are used as they are. */
  readonly homeRole?: string;
  readonly externalId?: string;
  readonly rootSessions: "off" | "fallback" | "first";
  /** How many accounts are read at the same time. */
  readonly concurrency: number;
}

/** Slack user ids (`U…`, `W…`) and user group ids (`S…`) by role. */
export interface PeopleConfig {
  readonly viewers: readonly string[];
  readonly operators: readonly string[];
  readonly approvers: readonly string[];
  readonly auditors: readonly string[];
}

/** Where it is written whose an account's findings are. */
export interface OwnersConfig {
  /** The path of a CSV file. */
  readonly file?: string;
  /** The account tag whose value is the owner's Slack id. */
  readonly tag?: string;
}

export interface AlertWebhookConfig {
  readonly url: string;
  /** Signs what is posted: base64, with or without `whsec_` before it. */
  readonly secret: string;
}

export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace";

/**
 * Reads the settings from the environment; blanks around a value are dropped, and an empty one counts as absent.
 * @throws {ConfigError} naming every setting that is missing or wrong.
 */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const present = presentIn(variables);
  const { data: settings, error } = environment.safeParse(present);
  const missing = missingIn(present);
  if (error || missing.length > 0) throw new ConfigError(faultsOf(error, missing));
  return {
    slack: {
      botToken: settings.SLACK_BOT_TOKEN,
      apiUrl: settings.SLACK_API_URL.replace(/\/?$/, "/"),
      connection: settings.SLACK_APP_TOKEN
        ? { mode: "socket", appToken: settings.SLACK_APP_TOKEN }
        : { mode: "http", signingSecret: settings.SLACK_SIGNING_SECRET ?? "" },
    },
    port: settings.PORT,
    ...(settings.ROOTCHECK_METRICS_PORT !== undefined && { metricsPort: settings.ROOTCHECK_METRICS_PORT }),
    logLevel: settings.LOG_LEVEL,
    ...storeConfigOf(settings),
    aws: {
      memberRole: settings.ROOTCHECK_MEMBER_ROLE,
      ...(settings.ROOTCHECK_HOME_ROLE && { homeRole: settings.ROOTCHECK_HOME_ROLE }),
      ...(settings.ROOTCHECK_EXTERNAL_ID && { externalId: settings.ROOTCHECK_EXTERNAL_ID }),
      rootSessions: settings.ROOTCHECK_ROOT_SESSIONS,
      concurrency: settings.ROOTCHECK_CONCURRENCY,
    },
    rootUnusedDays: settings.ROOTCHECK_ROOT_UNUSED_DAYS,
    resultsDays: settings.ROOTCHECK_RESULTS_DAYS,
    emailDomains: settings.ROOTCHECK_EMAIL_DOMAINS,
    channels: settings.ROOTCHECK_CHANNELS,
    people: {
      viewers: settings.ROOTCHECK_VIEWERS,
      operators: settings.ROOTCHECK_OPERATORS,
      approvers: settings.ROOTCHECK_APPROVERS,
      auditors: settings.ROOTCHECK_AUDITORS,
    },
    owners: {
      ...(settings.ROOTCHECK_OWNERS && { file: settings.ROOTCHECK_OWNERS }),
      ...(settings.ROOTCHECK_OWNER_TAG && { tag: settings.ROOTCHECK_OWNER_TAG }),
    },
    findingPolicy: {
      dueDays: settings.ROOTCHECK_DUE_DAYS,
      snoozeDays: settings.ROOTCHECK_SNOOZE_DAYS,
      acceptanceDays: settings.ROOTCHECK_ACCEPTANCE_DAYS,
    },
    ...webhookConfigOf(settings),
  };
}

function webhookConfigOf(settings: z.infer<typeof environment>): Pick<Config, "alertWebhook"> {
  const { ROOTCHECK_ALERT_WEBHOOK: url, ROOTCHECK_ALERT_WEBHOOK_SECRET: secret } = settings;
  return url && secret ? { alertWebhook: { url, secret } } : {};
}

/** What is needed to read the store, by programs that go without Slack and AWS. */
export type StoreConfig = Pick<Config, "database" | "logKey">;

const storeEnvironment = environment.pick({
  DATABASE_URL: true,
  ROOTCHECK_DATA_DIR: true,
  ROOTCHECK_LOG_KEY: true,
});

/** Reads the settings of the store alone. @throws {ConfigError} */
export function readStoreConfig(variables: NodeJS.ProcessEnv): StoreConfig {
  const { data: settings, error } = storeEnvironment.safeParse(presentIn(variables));
  if (error) throw new ConfigError(faultsOf(error, []));
  return storeConfigOf(settings);
}

function storeConfigOf(settings: z.infer<typeof storeEnvironment>): StoreConfig {
  return {
    database: settings.DATABASE_URL
      ? { kind: "postgres", url: settings.DATABASE_URL }
      : { kind: "embedded", directory: settings.ROOTCHECK_DATA_DIR },
    ...(settings.ROOTCHECK_LOG_KEY && { logKey: settings.ROOTCHECK_LOG_KEY }),
  };
}

function presentIn(variables: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const trimmed = Object.entries(variables).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value));
}
