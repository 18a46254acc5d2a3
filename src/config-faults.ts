import type { z } from "zod";
import { settingNames } from "./config-settings.ts";
import { RootcheckError } from "./domain/errors.ts";

/** One setting that is missing or wrong. */
export interface ConfigFault {
  readonly variable: string;
  readonly problem: string;
}

/** The settings cannot be used; lists every fault, because mending them one start at a time is a nuisance. */
export class ConfigError extends RootcheckError {
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    const width = Math.max(...faults.map((fault) => fault.variable.length));
    const lines = faults.map((fault) => `  ${fault.variable.padEnd(width)}  ${fault.problem}`);
    const settings = faults.length === 1 ? "one setting needs" : `${faults.length} settings need`;
    super(
      "config",
      [
        `rootcheck cannot start: ${settings} attention.`,
        "",
        ...lines,
        "",
        "Every setting is explained in .env.example.",
        "To look around without Slack or AWS: npm run playground",
      ].join("\n"),
    );
    this.faults = faults;
  }
}

const MISSING_TOKEN_OR_SECRET =
  "is missing. Set SLACK_APP_TOKEN (starts with xapp-) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.";

const MISSING_WEBHOOK_SECRET =
  "is missing. What is posted to ROOTCHECK_ALERT_WEBHOOK is signed with it; openssl rand -base64 32 makes one.";

/** What a schema found wrong, and what is missing. */
export function faultsOf(
  error: z.ZodError | undefined,
  missing: readonly ConfigFault[],
): readonly ConfigFault[] {
  const wrong = (error?.issues ?? []).map((issue) => ({
    variable: String(issue.path[0]),
    problem: issue.message,
  }));
  return inOrder([...wrong, ...missing]);
}

/** Faults in the order of .env.example. */
export function inOrder(faults: readonly ConfigFault[]): readonly ConfigFault[] {
  const order = (fault: ConfigFault) => settingNames.indexOf(fault.variable);
  return faults.toSorted((one, other) => order(one) - order(other));
}

/** The SDK would give up while it starts, in words that do not lead here. */
const UNREADABLE_REGION = "takes the name of a Region, such as eu-west-1.";

/** What one setting needs another for, and what the AWS SDK needs. */
export function missingIn(present: Record<string, string | undefined>): readonly ConfigFault[] {
  const isConnected = present.SLACK_APP_TOKEN || present.SLACK_SIGNING_SECRET;
  const isRegion = /^[a-z0-9-]+$/i.test(present.AWS_REGION ?? "none");
  const isUnsigned = present.ROOTCHECK_ALERT_WEBHOOK && !present.ROOTCHECK_ALERT_WEBHOOK_SECRET;
  return [
    ...(isConnected ? [] : [{ variable: "SLACK_APP_TOKEN", problem: MISSING_TOKEN_OR_SECRET }]),
    ...(isRegion ? [] : [{ variable: "AWS_REGION", problem: UNREADABLE_REGION }]),
    ...(isUnsigned ? [{ variable: "ROOTCHECK_ALERT_WEBHOOK_SECRET", problem: MISSING_WEBHOOK_SECRET }] : []),
  ];
}
