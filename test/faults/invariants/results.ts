import type { Evidence, Verdict } from "../evidence.ts";
import type { Invariant } from "./invariant.ts";

/** What passes with time, or is taken as the worse where it cannot be told. */
const BY_TIME_OR_DOUBT: ReadonlySet<string> = new Set(["root-unused", "root-access-key"]);

/** What is read apart, and what rests on it; its time may be before or after the accounts'. */
function isSame({ check, status, severity }: Verdict, truth: string): boolean {
  const [wanted, degree] = truth.split(" ");
  if (status !== wanted) return false;
  return status !== "fail" || BY_TIME_OR_DOUBT.has(check) || severity === degree;
}

function isReasoned({ status, reason }: Verdict): boolean {
  return status === "unknown" && reason !== undefined && reason.code !== "" && reason.text !== "";
}

function truthOf(
  { truth, way, broken }: Evidence,
  subject: string,
): Readonly<Record<string, string>> | undefined {
  if (broken.includes(subject)) return undefined;
  return truth.find(({ accountId }) => accountId === subject)?.verdicts[way];
}

/** What is stored of an account equals the truth, or is unknown with a reason. */
const accounts: Invariant = {
  name: "no wrong result",
  broken: (evidence) =>
    evidence.reads.flatMap(({ audit_id, subject, results }) => {
      const truth = truthOf(evidence, subject);
      if (!truth) return [];
      return results
        .filter((each) => !isReasoned(each) && !isSame(each, truth[each.check] ?? each.status))
        .map(
          ({ check, status, severity = "" }) =>
            `A${audit_id} says of ${subject} ${check}: ${status} ${severity}; true is ${truth[check]}`,
        );
    }),
};

/** True of every generated organization whose home administers IAM. */
const ORGANIZATION: Readonly<Record<string, string>> = {
  "org-root-credentials-management": "pass",
  "org-root-sessions": "pass",
  "org-iam-delegated-admin": "pass",
  "org-root-deny-scp": "fail medium",
  "root-activity-alert": "unknown access-denied",
};

const organization: Invariant = {
  name: "no wrong result about the organization",
  broken: ({ organizationReads }) =>
    organizationReads.flatMap(({ audit_id, results }) =>
      results
        .filter(
          (each) =>
            !isReasoned(each) && !isSame(each, ORGANIZATION[each.check] ?? `${each.status} ${each.severity}`),
        )
        .map(
          ({ check, status, severity = "" }) =>
            `A${audit_id} says of the organization ${check}: ${status} ${severity}`,
        ),
    ),
};

const ENDED: ReadonlySet<string> = new Set(["resolved", "closed"]);

/** A finding stands where the check fails in truth, and nowhere else. */
const findings: Invariant = {
  name: "findings agree with the truth",
  broken: (evidence) =>
    evidence.findings.flatMap(({ id, subject, check_id, state }) => {
      const truth = truthOf(evidence, subject)?.[check_id];
      if (truth === undefined || truth.startsWith("unknown")) return [];
      const isFailing = truth.startsWith("fail");
      return isFailing === ENDED.has(state)
        ? [`F${id}, ${check_id} in ${subject}, is ${state}; true is ${truth}`]
        : [];
    }),
};

export const aboutResults: readonly Invariant[] = [accounts, organization, findings];
