import type { Account } from "../../../domain/account.ts";
import type { ServiceControlPolicy } from "../../../domain/organization-facts.ts";
import { type Reach, type RootDenyStatement, rootDenyStatementsOf } from "./root-deny-statements.ts";

/** A statement by the words that people find it with. */
export interface StatementName {
  readonly policy: Pick<ServiceControlPolicy, "id" | "name">;
  readonly statement: string;
}

/** An account with the statements that explain what becomes of its root user. */
export interface Reached {
  readonly account: Account;
  readonly by: readonly StatementName[];
}

/** What the policies come to for the root users of the member accounts. */
export interface RootDenial {
  /** Every statement that is meant to deny root, attached where it may. */
  readonly statements: readonly StatementName[];
  readonly denied: readonly Account[];
  /** Denied only in part: `by` what, and why not altogether. */
  readonly partly: readonly (Reached & { readonly because: readonly string[] })[];
  /** Denied nothing; `by` names statements that are attached above the account and exempt its root user. */
  readonly missed: readonly Reached[];
  /** Accounts whose root sessions are denied as well, with the statements that do. */
  readonly sessionsStopped: readonly Reached[];
  /** Policies whose text is no policy. */
  readonly unreadable: readonly Pick<ServiceControlPolicy, "id" | "name" | "targets">[];
}

/**
 * What service control policies deny the root users of some accounts, which have to be members of the organization.
 * The management account is beyond every policy and must not be among them.
 */
export function analyseRootDenial(
  policies: readonly ServiceControlPolicy[],
  accounts: readonly Account[],
): RootDenial {
  const { statements, unreadable } = readAll(policies);
  const judged = accounts.map((account) => judge(account, statements));
  return {
    statements: statements.map(nameOf),
    denied: judged.filter(({ reach }) => reach === "denied").map(({ account }) => account),
    partly: judged.flatMap(({ reach, account, by, because }) =>
      reach === "partly" ? [{ account, by, because }] : [],
    ),
    missed: judged.flatMap(({ reach, account, by }) => (reach === "exempt" ? [{ account, by }] : [])),
    sessionsStopped: judged.flatMap(({ account, stoppedBy: by }) => (by.length > 0 ? [{ account, by }] : [])),
    unreadable,
  };
}

/** Whether a policy that is attached there concerns the account. */
export function isAttachedAbove(
  { targets }: Pick<ServiceControlPolicy, "targets">,
  { id, unitIds = [] }: Pick<Account, "id" | "unitIds">,
): boolean {
  return targets.some((target) => target.startsWith("r-") || target === id || unitIds.includes(target));
}

function readAll(policies: readonly ServiceControlPolicy[]) {
  const statements: RootDenyStatement[] = [];
  const unreadable: ServiceControlPolicy[] = [];
  for (const policy of policies) {
    try {
      statements.push(...rootDenyStatementsOf(policy));
    } catch {
      // What is no policy denies nothing that can be told; the answer says that it could not be understood.
      unreadable.push(policy);
    }
  }
  return { statements, unreadable };
}

function judge(account: Account, statements: readonly RootDenyStatement[]) {
  const above = statements
    .filter(({ policy }) => isAttachedAbove(policy, account))
    .map((each) => ({ name: nameOf(each), ...each.meaningFor(account) }));
  const reach = strongestOf(above.map((each) => each.reach));
  const decisive = above.filter((each) => each.reach === reach);
  return {
    account,
    reach,
    by: decisive.map(({ name }) => name),
    because: [...new Set(decisive.flatMap(({ because }) => because))],
    stoppedBy: above.filter(({ stopsRootSessions }) => stopsRootSessions).map(({ name }) => name),
  };
}

/** Without any statement above it a root user is as free as with an exemption. */
function strongestOf(reaches: readonly Reach[]): Reach {
  return (["denied", "partly"] as const).find((reach) => reaches.includes(reach)) ?? "exempt";
}

function nameOf({ policy: { id, name }, name: statement }: RootDenyStatement): StatementName {
  return { policy: { id, name }, statement };
}
