import { type Account, rootArn } from "../../../domain/account.ts";
import type { ServiceControlPolicy } from "../../../domain/organization-facts.ts";
import {
  type ConditionOutcome,
  conditionOutcomes,
  type PolicyStatement,
  statementsOf,
} from "../../../domain/policies/statement.ts";
import { matchesWildcards } from "../../../domain/policies/wildcards.ts";

/** Whether a root user is denied. */
export type Reach = "denied" | "partly" | "exempt";

/** A statement that is meant to deny root everything, or everything but little. */
export interface RootDenyStatement {
  readonly policy: Pick<ServiceControlPolicy, "id" | "name" | "targets">;
  /** By its `Sid`, or its number where it has none. */
  readonly name: string;
  /** What it means for the root user of an account that it is attached to, whichever way. */
  meaningFor(account: Pick<Account, "id" | "partition">): RootDenyMeaning;
}

/** What a statement means for one account's root user. */
export interface RootDenyMeaning {
  readonly reach: Reach;
  /** Why it is only in part. */
  readonly because: readonly string[];
  /** Whether it surely denies the sessions of AssumeRoot in the account as well. */
  readonly stopsRootSessions: boolean;
}

const PRINCIPAL_KEY = "aws:principalarn";
/** What an audit by root session calls; without any of them it is of little use. */
const AUDITED_BY = ["iam:GetAccountSummary", "iam:ListAccessKeys", "iam:ListMFADevices", "iam:GetUser"];
const EVERYTHING: ReadonlySet<string> = new Set(["*", "*:*"]);

/** The statements of a policy that deny root. @throws where it is no policy. */
export function rootDenyStatementsOf({
  content,
  ...policy
}: ServiceControlPolicy): readonly RootDenyStatement[] {
  return statementsOf(content)
    .filter(({ statement }) => isRootDeny(statement))
    .map(({ name, statement }) => rootDenyStatement(policy, name, statement));
}

/** It denies everything, or everything but a list, to those whom it names; or to everybody without a condition. */
function isRootDeny({ Effect, Action, NotAction, Condition }: PolicyStatement): boolean {
  if (Effect !== "Deny") return false;
  const deniesAll = Action ? Action.some((action) => EVERYTHING.has(action)) : NotAction !== undefined;
  if (!deniesAll) return false;
  const conditions = Object.values(Condition ?? {}).flatMap((keys) => Object.keys(keys));
  if (conditions.length === 0) return Action !== undefined;
  return conditions.some((key) => key.toLowerCase() === PRINCIPAL_KEY);
}

function rootDenyStatement(
  policy: RootDenyStatement["policy"],
  name: string,
  statement: PolicyStatement,
): RootDenyStatement {
  /** What keeps it from denying root everything, whichever account's. */
  const narrowedBy = [
    ...(statement.NotAction ? [`all but ${statement.NotAction.join(", ")}`] : []),
    ...(statement.Resource?.includes("*") ? [] : ["on some resources only"]),
  ];
  const maySingleOut = !isForEverybody(statement) && deniesAudits(statement);
  const outcomes = (principalArn: string, assumedRoot: boolean) =>
    conditionOutcomes(statement, { principalArn, assumedRoot });

  function meaningOf(root: string): RootDenyMeaning {
    const stopsRootSessions = maySingleOut && outcomes(root, true).every(({ holds }) => holds === "yes");
    const found = outcomes(root, false);
    if (found.some(({ holds }) => holds === "no")) return { reach: "exempt", because: [], stopsRootSessions };
    const because = [...narrowedBy, ...inDoubt(found)];
    return { reach: because.length > 0 ? "partly" : "denied", because, stopsRootSessions };
  }

  const isAboutIds = mentionsDigits(statement);
  const meanings = new Map<string, RootDenyMeaning>();
  return {
    policy,
    name,
    meaningFor({ partition, id }) {
      const key = isAboutIds ? `${partition} ${id}` : partition;
      const meaning = meanings.get(key) ?? meaningOf(rootArn(partition, id));
      meanings.set(key, meaning);
      return meaning;
    },
  };
}

/** Without a digit in it no pattern tells one account's id from another's, of which there may be fifty thousand. */
function mentionsDigits({ Condition = {} }: PolicyStatement): boolean {
  return Object.values(Condition).some((keys) =>
    Object.values(keys).some((values) => /\d/.test(values.join())),
  );
}

/** Such a statement quarantines an account; that it stops root sessions too is what it is for. */
function isForEverybody({ Condition }: PolicyStatement): boolean {
  return Object.keys(Condition ?? {}).length === 0;
}

function deniesAudits({ NotAction = [], Resource = [] }: PolicyStatement): boolean {
  const letsThrough = (action: string) =>
    NotAction.some((pattern) => matchesWildcards(pattern.toLowerCase(), action.toLowerCase()));
  return Resource.includes("*") && !AUDITED_BY.every(letsThrough);
}

function inDoubt(outcomes: readonly ConditionOutcome[]): readonly string[] {
  return outcomes.filter(({ holds }) => holds === "perhaps").map(({ operator, key }) => `${operator} ${key}`);
}
