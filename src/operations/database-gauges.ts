import { severities } from "../domain/result.ts";
import type { Figures, Waiting } from "../store/figures.ts";

/** What was found out about the database, and in it. */
export interface Counted {
  readonly figures: Figures;
  readonly roundTripSeconds: number;
  /** Of the disk that an embedded database is on. */
  readonly freeBytes?: number;
  readonly at: Date;
}

/** One gauge: a value, one a label's value, or nothing to say. */
export interface DatabaseGauge {
  readonly name: string;
  readonly help: string;
  readonly label?: string;
  valueIn(counted: Counted): number | undefined | Readonly<Record<string, number>>;
}

/** Every gauge that is read from the database; all but the first two are of the whole, whichever process is asked. */
export const databaseGauges: readonly DatabaseGauge[] = [
  {
    name: "rootcheck_database_round_trip_seconds",
    help: "How long the database took for a trivial query of this process.",
    valueIn: ({ roundTripSeconds }) => roundTripSeconds,
  },
  {
    name: "rootcheck_data_folder_free_bytes",
    help: "What is free on the disk of the embedded database; absent with PostgreSQL.",
    valueIn: ({ freeBytes }) => freeBytes,
  },
  {
    name: "rootcheck_last_complete_audit_timestamp_seconds",
    help: "When the newest audit of the organization came to its end; absent before the first.",
    valueIn: ({ figures }) => secondsOf(figures.completeAt),
  },
  {
    name: "rootcheck_accounts",
    help: "Active accounts of the organization, by whether the newest audit of it could read them.",
    label: "coverage",
    valueIn: ({ figures: { accountsInScope: inScope, accountsRead: read } }) =>
      inScope === null || read === null ? undefined : { read, unread: inScope - read },
  },
  {
    name: "rootcheck_findings_open",
    help: "Findings that are neither resolved nor closed.",
    label: "severity",
    valueIn: ({ figures }) => ({
      ...Object.fromEntries(severities.map((severity) => [severity, 0])),
      ...Object.fromEntries(figures.findings.map(({ severity, count }) => [severity, count])),
    }),
  },
  {
    name: "rootcheck_audits_running",
    help: "Audits that are under way.",
    valueIn: ({ figures }) => figures.runningAudits,
  },
  {
    name: "rootcheck_work_waiting",
    help: "Queued audits, digests whose time has come and that are not done, and unconfirmed alerts.",
    label: "kind",
    valueIn: ({ figures }) => mapped(waitingIn(figures), ({ count }) => count),
  },
  {
    name: "rootcheck_work_oldest_age_seconds",
    help: "How long the oldest of those has waited.",
    label: "kind",
    valueIn: ({ figures, at }) => mapped(waitingIn(figures), ({ since }) => ageOf(since, at)),
  },
  {
    name: "rootcheck_jobs_waiting",
    help: "Rings for work that no worker has heard yet.",
    label: "job",
    valueIn: ({ figures }) => Object.fromEntries(figures.rings.map(({ name, count }) => [name, count])),
  },
  {
    name: "rootcheck_jobs_oldest_age_seconds",
    help: "How long the oldest of those has waited; nought while a worker is at that job.",
    label: "job",
    valueIn: ({ figures, at }) =>
      Object.fromEntries(figures.rings.map(({ name, since }) => [name, ageOf(since, at)])),
  },
  {
    name: "rootcheck_schedule_lag_seconds",
    help: "By how much the most overdue watch or digest is late to be begun.",
    label: "kind",
    valueIn: ({ figures, at }) => ({
      watch: ageOf(figures.nextWatch, at),
      digest: ageOf(figures.nextDigest, at),
    }),
  },
  {
    name: "rootcheck_alerts_given_up",
    help: "Deliveries of alerts that nobody confirmed within a week.",
    valueIn: ({ figures }) => figures.alertsGivenUp,
  },
  {
    name: "rootcheck_audit_log_entries",
    help: "Entries in the audit log.",
    valueIn: ({ figures }) => figures.logEntries,
  },
  {
    name: "rootcheck_last_upkeep_timestamp_seconds",
    help: "When the database was last looked after, which for the embedded one makes the nightly backup.",
    valueIn: ({ figures }) => secondsOf(figures.lookedAfterAt),
  },
];

function waitingIn({ queuedAudits, digests, alerts }: Figures): Readonly<Record<string, Waiting>> {
  return { audit: queuedAudits, digest: digests, alert: alerts };
}

function mapped(
  all: Readonly<Record<string, Waiting>>,
  pick: (each: Waiting) => number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(all).map(([key, each]) => [key, pick(each)]));
}

function secondsOf(date: Date | null): number | undefined {
  return date ? date.getTime() / 1000 : undefined;
}

/** Nothing that waits, or is yet to come, is of no age. */
function ageOf(since: Date | null, now: Date): number {
  return since ? Math.max(0, (now.getTime() - since.getTime()) / 1000) : 0;
}
