import { createHash } from "node:crypto";
import type { Account } from "../../domain/account.ts";
import type { ServiceControlPolicy } from "../../domain/organization-facts.ts";
import type { Known } from "../../domain/read.ts";
import type { Evidence, Fingerprint, Verdict } from "../../domain/result.ts";
import { evidenceOf, notApplicable, unknownBecause } from "../check.ts";
import { activeMembers, evidenceOfList, namesOf, withoutOrganization } from "./members.ts";
import type { OrganizationCheck } from "./organization-check.ts";
import {
  analyseRootDenial,
  isAttachedAbove,
  type RootDenial,
  type StatementName,
} from "./root-deny/analyse.ts";
import { rootDenyRemedy } from "./root-deny/remedy.ts";

export const rootDenyScp = {
  id: "org-root-deny-scp",
  title: "Policy that denies root",
  question:
    "Does a service control policy deny the root users of all member accounts, and spare central root sessions?",
  needs: ["accounts", "serviceControlPolicies"],
  severity: "medium",
  evaluate(facts) {
    const none = withoutOrganization(facts.accounts);
    if (none) return none;
    const members = activeMembers(facts.accounts);
    if (members.length === 0) return withoutMembers(facts.accounts);
    const { serviceControlPolicies: policies } = facts;
    if (!policies.known) return unknownBecause(policies.why);
    const denial = analyseRootDenial(policies.value, members);
    return verdictOf(denial, { members, evidence: [evidence(policies, denial)] });
  },
  remedy: rootDenyRemedy,
  compliance: [{ framework: "CIS AWS Foundations 7.0", ids: ["2.1.2"] }],
} as const satisfies OrganizationCheck;

function withoutMembers(accounts: readonly Account[]): Verdict {
  const all = accounts.length === 1 ? "1 account" : `${accounts.length} accounts`;
  const evidence = evidenceOfList(accounts, `${all}, no active member`);
  return notApplicable("no-member-accounts", "the organization has no active member accounts", evidence);
}

interface Judged {
  readonly members: readonly Account[];
  readonly evidence: readonly Evidence[];
}

function verdictOf(denial: RootDenial, { members, evidence }: Judged): Verdict {
  const open = [...denial.missed, ...denial.partly].map(({ account }) => account);
  const unreadable = denial.unreadable.find((policy) => open.some((each) => isAttachedAbove(policy, each)));
  if (unreadable) {
    const detail = `the policy ${unreadable.name} (${unreadable.id}) is not valid JSON of a policy`;
    const call = "organizations:DescribePolicy";
    return unknownBecause({ code: "unexpected-answer", call, detail, rung: "own credentials" }, evidence);
  }
  const { sessionsStopped } = denial;
  if (open.length === 0 && sessionsStopped.length === 0)
    return { status: "pass", summary: [`all ${accounts(members.length)}, root sessions spared`], evidence };
  return {
    status: "fail",
    severity: "medium",
    headline: headlineOf(denial, members.length),
    summary: [`${members.length - open.length} of ${accounts(members.length)}`],
    detail: [detailOf(denial)],
    fingerprint: fingerprintOf(denial),
    evidence,
  };
}

function headlineOf({ statements, missed, partly }: RootDenial, members: number): string {
  if (statements.length === 0) return "No service control policy denies root";
  if (missed.length > 0) return `Root is not denied in ${missed.length} of ${accounts(members)}`;
  if (partly.length > 0) return `Root is denied only in part in ${partly.length} of ${accounts(members)}`;
  return "The policy that denies root also stops root sessions";
}

/** What misses whom, what is let through, and what stops root sessions; a sentence each. */
function detailOf({ statements, missed, partly, sessionsStopped }: RootDenial): string {
  if (statements.length === 0) return `In ${accounts(missed.length)} nothing keeps the root user from acting`;
  const exempting = unique(missed.flatMap(({ by }) => by));
  const [first] = partly;
  const sentences = [
    missed.length > 0 &&
      `Missed: ${namesOf(missed.map(({ account }) => account))}${exempting ? ` (exempt by ${exempting})` : ""}`,
    first &&
      `In part: ${namesOf(partly.map(({ account }) => account))}, by ${unique(first.by)}: ${first.because.join("; ")}`,
    sessionsStopped.length > 0 &&
      `${unique(sessionsStopped.flatMap(({ by }) => by))} stops rootcheck's root sessions in ` +
        namesOf(sessionsStopped.map(({ account }) => account)),
    `Denied by ${unique(statements)}`,
  ];
  return sentences.filter(Boolean).join(". ");
}

const NAMED_STATEMENTS = 3;

/** "deny-root (p-9x2k1abcd), statement DenyRoot", each once and the first few. */
function unique(statements: readonly StatementName[]): string {
  const names = [
    ...new Set(
      statements.map(({ policy, statement }) => `${policy.name} (${policy.id}), statement ${statement}`),
    ),
  ];
  const more = names.length - NAMED_STATEMENTS;
  return [...names.slice(0, NAMED_STATEMENTS), ...(more > 0 ? [`${more} more`] : [])].join("; ");
}

/** Where nothing denies root, a new account changes nothing about that. */
function fingerprintOf({ statements, missed, partly, sessionsStopped }: RootDenial): Fingerprint {
  if (statements.length === 0) return { statements: "none" };
  const stopping = sessionsStopped.flatMap(({ by }) => by);
  return {
    missed: digestOf(missed.map(({ account }) => account.id)),
    partly: digestOf(partly.map(({ account }) => account.id)),
    stopping: digestOf(stopping.map(({ policy, statement }) => `${policy.id} ${statement}`)),
  };
}

const WRITTEN_OUT = 10;

/** The values in order; of many a hash, since an organization may have fifty thousand accounts. */
function digestOf(values: readonly string[]): string {
  const sorted = [...new Set(values)].sort();
  if (sorted.length <= WRITTEN_OUT) return sorted.join(", ");
  return `${sorted.length}: ${createHash("sha256").update(sorted.join()).digest("hex").slice(0, 32)}`;
}

function evidence(policies: Known<readonly ServiceControlPolicy[]>, { statements }: RootDenial): Evidence {
  const found = statements.length === 0 ? "none denies root" : `root denied by ${unique(statements)}`;
  return evidenceOf(policies, `${policies.value.length} attached, ${found}`);
}

function accounts(count: number): string {
  return count === 1 ? "1 member account" : `${count} member accounts`;
}
