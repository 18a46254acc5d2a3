/** What a part of the set-up belongs to, in the order in which the doctor reports. */
export const diagnosisAreas = ["slack", "aws", "accounts", "store", "schedules"] as const;

export type DiagnosisArea = (typeof diagnosisAreas)[number];

/** What people call the areas. */
export const areaTitles: Readonly<Record<DiagnosisArea, string>> = {
  slack: "Slack",
  aws: "AWS",
  accounts: "Accounts",
  store: "Database",
  schedules: "Schedules",
};

/**
 * `good`: as it has to be. `off`: left off by choice, or not to be seen from here; nothing has to be done.
 * `warning`: it works, and somebody ought to look. `broken`: something of rootcheck does not work until it is mended.
 */
export type Verdict = "good" | "off" | "warning" | "broken";

/** How a break is mended: in words, and the exact command, policy or setting where there is one. */
export interface Mend {
  readonly does: string;
  readonly text?: string;
}

/** One line of the doctor's: what was tried, what happened, and what mends it. */
export interface Diagnosis {
  readonly area: DiagnosisArea;
  /** A few words: "Bot token". Each is there once. */
  readonly subject: string;
  readonly verdict: Verdict;
  /** What was tried: "`auth.test` with SLACK_BOT_TOKEN". */
  readonly tried: string;
  /** What happened, in one sentence. */
  readonly found: string;
  /** There for whatever is broken, and for every warning. */
  readonly mend?: Mend;
}

/** Looks at one part of the set-up and changes nothing. What it throws becomes a line that says so. */
export interface Probe {
  readonly area: DiagnosisArea;
  /** What a line is about that only says that the probe itself failed. */
  readonly subject: string;
  look(signal: AbortSignal): Promise<readonly Diagnosis[]>;
}

/** What the doctor found out. */
export interface DoctorReport {
  readonly diagnoses: readonly Diagnosis[];
  readonly from: Date;
  readonly until: Date;
}
