import { Counter, Histogram, type Registry } from "prom-client";
import type { ReadOutcome } from "../audit/read-scope.ts";
import type { AuditEnd } from "../audit/run-audit.ts";
import type { Attempt, AttemptOutcome } from "../aws/attempts.ts";
import type { SettledState } from "../digests/settle.ts";
import { unreadableCodes } from "../domain/read.ts";
import type { SlackCall, SlackCallOutcome } from "../slack/calls.ts";
import type { DeliveryCounter, DeliveryKind } from "../slack/deliveries.ts";

/** What this process does, as those who do it tell. No label says whose account, or who asked. */
export interface Activity {
  auditClosed(end: AuditEnd): void;
  accountRead(outcome: ReadOutcome): void;
  awsAttempted(attempts: readonly Attempt[]): void;
  slackCalled(call: SlackCall): void;
  digestSettled(state: SettledState): void;
  readonly deliveries: DeliveryCounter;
}

const AUDIT_STATES = ["finished", "cancelled", "interrupted"] as const satisfies readonly AuditEnd["state"][];
const SCOPES = ["organization", "unit", "account"] as const satisfies readonly AuditEnd["scopeKind"][];
const READ_OUTCOMES: readonly ReadOutcome[] = [
  ...(["complete", "partial", "not-active", "provisional"] as const),
  ...unreadableCodes,
];
const AWS_OUTCOMES: readonly AttemptOutcome[] = ["answered", "refused", "throttled", "failed"];
const SLACK_OUTCOMES: readonly SlackCallOutcome[] = ["answered", "refused", "rate-limited", "failed"];
const DIGEST_STATES: readonly SettledState[] = ["posted", "quiet", "skipped", "uncertain", "failed"];
const DELIVERY_KINDS: readonly DeliveryKind[] = [
  ...(["command", "action", "options", "form", "shortcut", "event", "other"] as const),
];

/** Adds the counters and histograms of what happens in this process. */
export function createActivity(registry: Registry): Activity {
  const { auditClosed, accountRead } = countAudits(registry);
  const registers = [registry];
  const digests = new Counter({
    name: "rootcheck_digests_total",
    help: "Times of digests that this process settled, by what came of them.",
    labelNames: ["outcome"],
    registers,
  });
  for (const outcome of DIGEST_STATES) digests.inc({ outcome }, 0);
  return {
    ...{ auditClosed, accountRead, awsAttempted: countAttempts(registry) },
    slackCalled: countSlackCalls(registry),
    digestSettled: (outcome) => digests.inc({ outcome }),
    deliveries: countDeliveries(registry),
  };
}

function countAudits(registry: Registry): Pick<Activity, "auditClosed" | "accountRead"> {
  const registers = [registry];
  const audits = new Counter({
    name: "rootcheck_audits_total",
    help: "Audits that this process closed, by outcome and kind of scope.",
    labelNames: ["outcome", "scope"],
    registers,
  });
  for (const scope of SCOPES) for (const outcome of AUDIT_STATES) audits.inc({ outcome, scope }, 0);
  const duration = new Histogram({
    name: "rootcheck_audit_duration_seconds",
    help: "How long audits took from the first worker's start to their close, by kind of scope.",
    labelNames: ["scope"],
    buckets: [1, 5, 15, 60, 300, 900, 1800, 3600, 7200],
    registers,
  });
  const readings = new Counter({
    name: "rootcheck_account_readings_total",
    help: "Readings of accounts that this process stored in audits: complete, partial, provisional (read again), not-active, or why nothing could be read.",
    labelNames: ["outcome"],
    registers,
  });
  for (const outcome of READ_OUTCOMES) readings.inc({ outcome }, 0);
  return {
    auditClosed({ state: outcome, scopeKind: scope, seconds }) {
      audits.inc({ outcome, scope });
      duration.observe({ scope }, seconds);
    },
    accountRead: (outcome) => readings.inc({ outcome }),
  };
}

function countAttempts(registry: Registry): Activity["awsAttempted"] {
  const registers = [registry];
  const requests = new Counter({
    name: "rootcheck_aws_requests_total",
    help: "Requests to AWS, the SDK's own repetitions among them, by action and outcome.",
    labelNames: ["action", "outcome"],
    registers,
  });
  const duration = new Histogram({
    name: "rootcheck_aws_request_duration_seconds",
    help: "How long requests to AWS took, by service.",
    labelNames: ["service"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers,
  });
  const count = countByOutcome(AWS_OUTCOMES, (action, outcome, by) => requests.inc({ action, outcome }, by));
  return (attempts) => {
    for (const { service, operation, outcome, seconds } of attempts) {
      count(`${service}:${operation}`, outcome);
      duration.observe({ service }, seconds);
    }
  };
}

function countSlackCalls(registry: Registry): Activity["slackCalled"] {
  const requests = new Counter({
    name: "rootcheck_slack_requests_total",
    help: "Requests to Slack, the client's own repetitions among them, by method and outcome.",
    labelNames: ["method", "outcome"],
    registers: [registry],
  });
  const count = countByOutcome(SLACK_OUTCOMES, (method, outcome, by) =>
    requests.inc({ method, outcome }, by),
  );
  return ({ method, outcome }) => count(method, outcome);
}

function countDeliveries(registry: Registry): DeliveryCounter {
  const registers = [registry];
  const deliveries = new Counter({
    name: "rootcheck_slack_deliveries_total",
    help: "What Slack delivered, by kind; repetitions count.",
    labelNames: ["kind"],
    registers,
  });
  for (const kind of DELIVERY_KINDS) deliveries.inc({ kind }, 0);
  const duration = new Histogram({
    name: "rootcheck_slack_acknowledgement_duration_seconds",
    help: "How long deliveries waited to be acknowledged, by kind; Slack gives up after three seconds.",
    labelNames: ["kind"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers,
  });
  return {
    arrived: (kind) => deliveries.inc({ kind }),
    acknowledged: (kind, seconds) => duration.observe({ kind }, seconds),
  };
}

/**
 * Counts under names that are known only once they are met. The other outcomes begin at nought there and then: of a
 * series that begins with its first event Prometheus does not see that event.
 */
function countByOutcome<Outcome>(
  outcomes: readonly Outcome[],
  add: (name: string, outcome: Outcome, by: number) => void,
): (name: string, outcome: Outcome) => void {
  const met = new Set<string>();
  return (name, outcome) => {
    if (!met.has(name)) for (const each of outcomes) add(name, each, 0);
    met.add(name);
    add(name, outcome, 1);
  };
}
