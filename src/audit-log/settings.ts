import type { Config } from "../config.ts";

/** What holds from a start on. */
export interface Settings {
  readonly config: Config;
  /** The SHA-256 of the file that ROOTCHECK_OWNERS names, as it was read at the start. */
  readonly ownersSha256: string | undefined;
}

/** Every setting under its own name, of secrets only whether they are set. */
export function settingsOf({ config, ownersSha256 }: Settings): Readonly<Record<string, unknown>> {
  const { slack, database, aws, people, owners, findingPolicy } = config;
  const { connection } = slack;
  return {
    SLACK_BOT_TOKEN: presenceOf(slack.botToken),
    SLACK_APP_TOKEN: presenceOf(connection.mode === "socket" ? connection.appToken : undefined),
    SLACK_SIGNING_SECRET: presenceOf(connection.mode === "http" ? connection.signingSecret : undefined),
    SLACK_API_URL: slack.apiUrl,
    PORT: config.port,
    ROOTCHECK_METRICS_PORT: config.metricsPort ?? null,
    LOG_LEVEL: config.logLevel,
    DATABASE_URL: presenceOf(database.kind === "postgres" ? database.url : undefined),
    ROOTCHECK_DATA_DIR: database.kind === "embedded" ? database.directory : null,
    ROOTCHECK_MEMBER_ROLE: aws.memberRole,
    ROOTCHECK_HOME_ROLE: aws.homeRole ?? null,
    ROOTCHECK_EXTERNAL_ID: presenceOf(aws.externalId),
    ROOTCHECK_ROOT_SESSIONS: aws.rootSessions,
    ROOTCHECK_CONCURRENCY: aws.concurrency,
    ROOTCHECK_ROOT_UNUSED_DAYS: config.rootUnusedDays,
    ROOTCHECK_RESULTS_DAYS: config.resultsDays,
    ROOTCHECK_EMAIL_DOMAINS: config.emailDomains,
    ROOTCHECK_CHANNELS: config.channels,
    ROOTCHECK_VIEWERS: people.viewers,
    ROOTCHECK_OPERATORS: people.operators,
    ROOTCHECK_APPROVERS: people.approvers,
    ROOTCHECK_AUDITORS: people.auditors,
    ROOTCHECK_OWNERS: owners.file ? { path: owners.file, sha256: ownersSha256 } : null,
    ROOTCHECK_OWNER_TAG: owners.tag ?? null,
    ROOTCHECK_DUE_DAYS: findingPolicy.dueDays,
    ROOTCHECK_SNOOZE_DAYS: findingPolicy.snoozeDays,
    ROOTCHECK_ACCEPTANCE_DAYS: findingPolicy.acceptanceDays,
    ROOTCHECK_LOG_KEY: presenceOf(config.logKey),
    ROOTCHECK_ALERT_WEBHOOK: presenceOf(config.alertWebhook?.url),
    ROOTCHECK_ALERT_WEBHOOK_SECRET: presenceOf(config.alertWebhook?.secret),
  };
}

function presenceOf(secret: string | undefined): "set" | "not set" {
  return secret === undefined ? "not set" : "set";
}
