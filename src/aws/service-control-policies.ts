import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  type PolicySummary,
} from "@aws-sdk/client-organizations";
import { type Clock, rememberFor } from "../clock.ts";
import type { Account } from "../domain/account.ts";
import { known, type Read, unread } from "../domain/read.ts";
import type { Caller } from "./caller.ts";
import type { Call } from "./calls.ts";
import { type Attempt, denyingStatement } from "./deny-statement.ts";
import { failureOf } from "./failure.ts";
import { paged } from "./organizational-units.ts";
import { pagesOf } from "./pages.ts";
import type { Home } from "./sessions.ts";

/** What a service control policy has refused. */
export interface Refused extends Attempt {
  /** The account of whoever was refused. */
  readonly account: Pick<Account, "id" | "unitIds">;
  /** The policy, where AWS's answer has named it. */
  readonly policy?: string | undefined;
}

/** The statement of a policy that refused something. */
export interface Culprit {
  readonly policy: string;
  /** By its `Sid`, or its number where it has none. */
  readonly statement: string;
}

/** Finds the statement that surely denies something; known to be undefined where none surely does. */
export type CulpritFinder = (home: Home, refused: Refused) => Promise<Read<Culprit | undefined>>;

interface AttachedPolicy {
  readonly id: string;
  /** Accounts and units. */
  readonly targets: ReadonlySet<string>;
  readonly isOnRoot: boolean;
}

/** A thousand accounts may be denied by one policy: all of them wait for one look-up, which may also have failed. */
const KEPT_MILLISECONDS = 10 * 60_000;
const RUNG = "own credentials";

export interface CulpritFinderDependencies {
  readonly call: Caller;
  readonly clock: Clock;
  readonly unitsAbove: (home: Home, account: Refused["account"]) => Promise<readonly string[]>;
}

/** Policies are listed with what they are attached to; only those that concern somebody are read, one a second. */
export function createCulpritFinder({ call, clock, unitsAbove }: CulpritFinderDependencies): CulpritFinder {
  const lists = rememberFor<Read<readonly AttachedPolicy[]>>(clock, KEPT_MILLISECONDS);
  const contents = rememberFor<Read<string>>(clock, KEPT_MILLISECONDS);

  async function attempt<T>(name: Call, ask: () => Promise<T>): Promise<Read<T>> {
    try {
      const origin = { call: name, field: "Policy", rung: RUNG, readAt: clock.now() } as const;
      return known(await ask(), origin);
    } catch (error) {
      return unread(failureOf(error, name, RUNG));
    }
  }

  async function listPolicies({ organizations }: Home): Promise<readonly PolicySummary[]> {
    const ask = (token: string | undefined) =>
      call("organizations:ListPolicies", () =>
        organizations.send(new ListPoliciesCommand({ Filter: "SERVICE_CONTROL_POLICY", ...paged(token) })),
      );
    const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
    return pages.flatMap(({ Policies = [] }) => Policies);
  }

  async function attachmentsOf({ organizations }: Home, PolicyId: string): Promise<AttachedPolicy> {
    const ask = (token: string | undefined) =>
      call("organizations:ListTargetsForPolicy", () =>
        organizations.send(new ListTargetsForPolicyCommand({ PolicyId, ...paged(token) })),
      );
    const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
    const targets = pages.flatMap(({ Targets = [] }) => Targets);
    return {
      id: PolicyId,
      targets: new Set(targets.flatMap(({ TargetId }) => (TargetId ? [TargetId] : []))),
      isOnRoot: targets.some(({ Type }) => Type === "ROOT"),
    };
  }

  /** AWS's own policies allow everything and deny nothing. */
  function listAttached(home: Home): Promise<Read<readonly AttachedPolicy[]>> {
    return lists("all", async () => {
      const policies = await attempt("organizations:ListPolicies", () => listPolicies(home));
      if (!policies.known) return policies;
      const own = policies.value.flatMap(({ Id, AwsManaged }) => (Id && !AwsManaged ? [Id] : []));
      return attempt("organizations:ListTargetsForPolicy", () =>
        Promise.all(own.map((id) => attachmentsOf(home, id))),
      );
    });
  }

  function contentOf({ organizations }: Home, PolicyId: string): Promise<Read<string>> {
    return contents(PolicyId, () =>
      attempt("organizations:DescribePolicy", async () => {
        const command = new DescribePolicyCommand({ PolicyId });
        const answer = await call("organizations:DescribePolicy", () => organizations.send(command));
        return answer.Policy?.Content ?? "";
      }),
    );
  }

  return async (home, refused) => {
    const policies = await listAttached(home);
    if (!policies.known) return policies;
    const above = await attempt("organizations:ListParents", () => unitsAbove(home, refused.account));
    if (!above.known) return above;
    const line = [refused.account.id, ...above.value];
    const concerned = policies.value.filter(
      ({ id, targets, isOnRoot }) =>
        (isOnRoot || line.some((target) => targets.has(target))) && (refused.policy ?? id) === id,
    );
    for (const { id } of concerned) {
      const content = await contentOf(home, id);
      if (!content.known) return content;
      const statement = await attempt("organizations:DescribePolicy", async () =>
        denyingStatement(content.value, refused),
      );
      if (statement.known && statement.value !== undefined)
        return known({ policy: id, statement: statement.value }, content.origin);
    }
    return known(undefined, policies.origin);
  };
}
