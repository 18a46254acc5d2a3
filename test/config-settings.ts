/** What one setting takes, refuses, and is when it is absent. */
export interface Setting {
  /** Values and what part of the configuration they make. */
  readonly takes: readonly (readonly [value: string, config: object])[];
  readonly refuses: readonly string[];
  /** What a refusal says. */
  readonly problem?: RegExp;
  /** What holds without the setting; absent where it is required. */
  readonly absent?: object;
}

const peopleProblem = /^takes user ids \(U…, W…\) and user group ids \(S…\).*not: /;

/** Every setting, in its order. */
export const settings: Record<string, Setting> = {
  SLACK_BOT_TOKEN: {
    takes: [
      ["xoxb-1-abc", { slack: { botToken: "xoxb-1-abc" } }],
      ["xoxe.xoxb-1-abc", { slack: { botToken: "xoxe.xoxb-1-abc" } }],
    ],
    refuses: ["xoxp-1-abc", "xoxb-", "xoxb-1 abc", "abc"],
    problem: /start with xoxb-/,
  },
  SLACK_APP_TOKEN: {
    takes: [["xapp-1-abc", { slack: { connection: { mode: "socket", appToken: "xapp-1-abc" } } }]],
    refuses: ["xoxb-1-abc", "xapp-", "abc"],
    problem: /start with xapp-/,
  },
  SLACK_SIGNING_SECRET: { takes: [["0123456789abcdef", {}]], refuses: [], absent: {} },
  SLACK_API_URL: {
    takes: [
      ["https://slack-gov.com/api/", { slack: { apiUrl: "https://slack-gov.com/api/" } }],
      ["http://127.0.0.1:8080/api", { slack: { apiUrl: "http://127.0.0.1:8080/api/" } }],
    ],
    refuses: ["slack.com", "ftp://slack.com/api/"],
    problem: /http or https address/,
    absent: { slack: { apiUrl: "https://slack.com/api/" } },
  },
  PORT: {
    takes: [
      ["0", { port: 0 }],
      ["65535", { port: 65_535 }],
    ],
    refuses: ["-1", "65536", "80.5", "http"],
    problem: /whole number from 0 to 65535/,
    absent: { port: 3000 },
  },
  ROOTCHECK_METRICS_PORT: {
    takes: [
      ["0", { metricsPort: 0 }],
      ["9464", { metricsPort: 9464 }],
    ],
    refuses: ["-1", "65536", "80.5", "http"],
    problem: /whole number from 0 to 65535/,
    absent: {},
  },
  LOG_LEVEL: {
    takes: ["fatal", "error", "warn", "info", "debug", "trace"].map((word) => [word, { logLevel: word }]),
    refuses: ["INFO", "silent", "30"],
    problem: /one of: fatal, error, warn, info, debug, trace/,
    absent: { logLevel: "info" },
  },
  DATABASE_URL: {
    takes: [
      ["postgres://u:p@h/d", { database: { kind: "postgres", url: "postgres://u:p@h/d" } }],
      ["postgresql://h/d", { database: { kind: "postgres", url: "postgresql://h/d" } }],
    ],
    refuses: ["mysql://h/d", "h/d"],
    problem: /postgres:\/\/user:password@host\/database/,
    absent: { database: { kind: "embedded" } },
  },
  ROOTCHECK_DATA_DIR: {
    takes: [["/var/lib/rootcheck", { database: { kind: "embedded", directory: "/var/lib/rootcheck" } }]],
    refuses: [],
    absent: { database: { kind: "embedded", directory: "rootcheck-data" } },
  },
  ROOTCHECK_MEMBER_ROLE: {
    takes: [
      ["auditor", { aws: { memberRole: "auditor" } }],
      ["security/rootcheck-audit", { aws: { memberRole: "security/rootcheck-audit" } }],
    ],
    refuses: ["arn:aws:iam::123456789012:role/auditor", "/auditor", "two words"],
    problem: /role's name.*no ARN/,
    absent: { aws: { memberRole: "rootcheck-audit" } },
  },
  ROOTCHECK_HOME_ROLE: {
    takes: ["aws", "aws-cn", "aws-us-gov"].map((partition) => {
      const homeRole = `arn:${partition}:iam::123456789012:role/path/home`;
      return [homeRole, { aws: { homeRole } }];
    }),
    refuses: ["home", "arn:aws:iam::1234:role/home", "arn:aws:iam::123456789012:user/home"],
    problem: /arn:aws:iam::123456789012:role\/name/,
    absent: {},
  },
  ROOTCHECK_EXTERNAL_ID: {
    takes: [["a-b_c+d=e,f.g@h:i/j", { aws: { externalId: "a-b_c+d=e,f.g@h:i/j" } }]],
    refuses: ["a", "two words", "é".repeat(3), "a".repeat(1225)],
    problem: /2 to 1,224/,
    absent: {},
  },
  ROOTCHECK_ROOT_SESSIONS: {
    takes: ["off", "fallback", "first"].map((rootSessions) => [rootSessions, { aws: { rootSessions } }]),
    refuses: ["on", "always", "First"],
    problem: /one of: off, fallback, first/,
    absent: { aws: { rootSessions: "off" } },
  },
  ROOTCHECK_CONCURRENCY: {
    takes: [
      ["1", { aws: { concurrency: 1 } }],
      ["100", { aws: { concurrency: 100 } }],
    ],
    refuses: ["0", "101", "1.5", "many"],
    problem: /whole number from 1 to 100/,
    absent: { aws: { concurrency: 25 } },
  },
  ROOTCHECK_ROOT_UNUSED_DAYS: {
    takes: [
      ["1", { rootUnusedDays: 1 }],
      ["3650", { rootUnusedDays: 3650 }],
    ],
    refuses: ["0", "3651", "ninety"],
    problem: /whole number from 1 to 3650/,
    absent: { rootUnusedDays: 90 },
  },
  ROOTCHECK_RESULTS_DAYS: {
    takes: [
      ["7", { resultsDays: 7 }],
      ["3650", { resultsDays: 3650 }],
    ],
    refuses: ["6", "3651", "a year"],
    problem: /whole number from 7 to 3650/,
    absent: { resultsDays: 90 },
  },
  ROOTCHECK_EMAIL_DOMAINS: {
    takes: [["Example.com, @corp.example,,", { emailDomains: ["example.com", "corp.example"] }]],
    refuses: [],
    absent: { emailDomains: [] },
  },
  ROOTCHECK_CHANNELS: {
    takes: [["C0123ABC, G0456DEF", { channels: ["C0123ABC", "G0456DEF"] }]],
    refuses: ["general", "C0123ABC,#security", "D0123ABC", "C0123ABC G0456DEF"],
    problem: /^takes channel ids \(C…, G…\), separated by commas; not: /,
    absent: { channels: [] },
  },
  ROOTCHECK_VIEWERS: {
    takes: [["U01,W02,S03", { people: { viewers: ["U01", "W02", "S03"] } }]],
    refuses: ["alice", "@U01", "u01", "B01"],
    problem: peopleProblem,
    absent: { people: { viewers: [] } },
  },
  ROOTCHECK_OPERATORS: {
    takes: [["U01, S03", { people: { operators: ["U01", "S03"] } }]],
    refuses: ["alice", "U01,bob"],
    problem: peopleProblem,
  },
  ROOTCHECK_APPROVERS: {
    takes: [["U01", { people: { approvers: ["U01"] } }]],
    refuses: ["alice"],
    problem: peopleProblem,
    absent: { people: { approvers: [] } },
  },
  ROOTCHECK_AUDITORS: {
    takes: [["U01", { people: { auditors: ["U01"] } }]],
    refuses: ["alice"],
    problem: peopleProblem,
    absent: { people: { auditors: [] } },
  },
  ROOTCHECK_OWNERS: {
    takes: [["/etc/rootcheck/owners.csv", { owners: { file: "/etc/rootcheck/owners.csv" } }]],
    refuses: [],
    absent: { owners: {} },
  },
  ROOTCHECK_OWNER_TAG: {
    takes: [["owner:slack", { owners: { tag: "owner:slack" } }]],
    refuses: ["aws:owner", "owner*", "k".repeat(129)],
    problem: /^takes the key of an account tag/,
    absent: { owners: {} },
  },
  ROOTCHECK_DUE_DAYS: {
    takes: [
      ["1,7,30,90", { findingPolicy: { dueDays: { critical: 1, high: 7, medium: 30, low: 90 } } }],
      ["1, 1,1 ,1", { findingPolicy: { dueDays: { critical: 1, high: 1, medium: 1, low: 1 } } }],
    ],
    refuses: ["2,7,30,90", "0,1,1,1", "1,1,1", "1,1,1,1,1", "1,1,1,x", "1.5,1,1,1"],
    problem: /at least 1 and at most 1,7,30,90/,
    absent: { findingPolicy: { dueDays: { critical: 1, high: 7, medium: 30, low: 90 } } },
  },
  ROOTCHECK_SNOOZE_DAYS: {
    takes: [
      ["1,7,30,30", { findingPolicy: { snoozeDays: { critical: 1, high: 7, medium: 30, low: 30 } } }],
      ["1, 1,1 ,1", { findingPolicy: { snoozeDays: { critical: 1, high: 1, medium: 1, low: 1 } } }],
    ],
    refuses: ["2,7,30,30", "0,1,1,1", "1,1,1", "1,1,1,1,1", "1,1,1,x", "1.5,1,1,1"],
    problem: /at least 1 and at most 1,7,30,30/,
    absent: { findingPolicy: { snoozeDays: { critical: 1, high: 7, medium: 30, low: 30 } } },
  },
  ROOTCHECK_ACCEPTANCE_DAYS: {
    takes: [
      [
        "30,90,180,365",
        { findingPolicy: { acceptanceDays: { critical: 30, high: 90, medium: 180, low: 365 } } },
      ],
      ["1, 1,1 ,1", { findingPolicy: { acceptanceDays: { critical: 1, high: 1, medium: 1, low: 1 } } }],
    ],
    refuses: ["31,90,180,365", "0,1,1,1", "1,1,1", "1,1,1,1,1", "1,1,1,x", "1.5,1,1,1"],
    problem: /at least 1 and at most 30,90,180,365/,
    absent: { findingPolicy: { acceptanceDays: { critical: 30, high: 90, medium: 180, low: 365 } } },
  },
  ROOTCHECK_LOG_KEY: {
    takes: [["0123456789abcdef".repeat(2), { logKey: "0123456789abcdef".repeat(2) }]],
    refuses: ["0123456789abcdef".repeat(2).slice(1)],
    problem: /^takes at least 32 characters/,
    absent: {},
  },
  ROOTCHECK_ALERT_WEBHOOK: {
    takes: [
      "https://pager.example/hooks/1?token=2",
      "http://127.0.0.1:8080/",
      "http://localhost/alerts",
      "http://[::1]:8080/",
    ].map((url) => [url, { alertWebhook: { url } }]),
    refuses: [
      "http://pager.example/",
      "http://localhost.example/",
      "ftp://127.0.0.1/",
      "pager.example",
      "https:",
    ],
    problem: /^takes an https address, or http on this machine alone\.$/,
    absent: {},
  },
  ROOTCHECK_ALERT_WEBHOOK_SECRET: {
    takes: [
      [`whsec_${"a".repeat(32)}`, {}],
      ["a".repeat(32), {}],
    ],
    refuses: ["a".repeat(28), `whsec_${"a".repeat(28)}`, "whsec_", `${"a".repeat(31)}!`, "a".repeat(33)],
    problem: /^takes at least 24 random bytes in base64/,
    absent: {},
  },
};
