import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  type PolicySummary,
} from "@aws-sdk/client-organizations";
import { type Clock, rememberFor } from "../clock.ts";
import { known, type Read, type Unread, unread } from "../domain/read.ts";
import type { Caller } from "./caller.ts";
import type { Call } from "./calls.ts";
import { failureOf } from "./failure.ts";
import { paged } from "./organizational-units.ts";
import { pagesOf } from "./pages.ts";
import type { Home } from "./sessions.ts";

/** A service control policy of the company's own, without its text. */
export interface AttachedPolicy {
  readonly id: string;
  readonly name: string;
  /** The ids of the root, units and accounts that it is attached to. */
  readonly targets: readonly string[];
}

/** Who asks, and what for: answers are kept for one purpose and not for the next. */
export interface PolicyQuestion {
  readonly home: Home;
  readonly purpose: string;
}

/** Reads the service control policies; a failure is a reason and kept like an answer, but for an outage. */
export interface PolicyReader {
  /** With what they are attached to. AWS's own policies allow everything and deny nothing, and are left out. */
  list(question: PolicyQuestion): Promise<Read<readonly AttachedPolicy[]>>;
  /** A policy's text. AWS permits few such calls: ask one by one, so that others have their turn in between. */
  contentOf(question: PolicyQuestion, policyId: string): Promise<Read<string>>;
}

/** A thousand accounts may be denied by one policy: all of them wait for one look-up, which may also have failed. */
const KEPT_MILLISECONDS = 10 * 60_000;
const RUNG = "own credentials";

export interface PolicyReaderDependencies {
  readonly call: Caller;
  readonly clock: Clock;
}

export function createPolicyReader({ call, clock }: PolicyReaderDependencies): PolicyReader {
  const lists = rememberFor<Read<readonly AttachedPolicy[]>>(clock, KEPT_MILLISECONDS);
  const contents = rememberFor<Read<string>>(clock, KEPT_MILLISECONDS);

  async function attempt<T>(name: Call, field: string, ask: () => Promise<T>): Promise<Read<T>> {
    try {
      const value = await ask();
      return known(value, { call: name, field, rung: RUNG, readAt: clock.now() });
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

  async function targetsOf({ organizations }: Home, PolicyId: string): Promise<readonly string[]> {
    const ask = (token: string | undefined) =>
      call("organizations:ListTargetsForPolicy", () =>
        organizations.send(new ListTargetsForPolicyCommand({ PolicyId, ...paged(token) })),
      );
    const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
    return pages
      .flatMap(({ Targets = [] }) => Targets)
      .flatMap(({ TargetId }) => (TargetId ? [TargetId] : []));
  }

  async function listAttached(home: Home): Promise<Read<readonly AttachedPolicy[]>> {
    const policies = await attempt("organizations:ListPolicies", "Policies", () => listPolicies(home));
    if (!policies.known) return policies;
    const own = policies.value.flatMap(({ Id: id, Name: name = id, AwsManaged }) =>
      id && name && !AwsManaged ? [{ id, name }] : [],
    );
    return attempt("organizations:ListTargetsForPolicy", "Targets", () =>
      Promise.all(own.map(async (policy) => ({ ...policy, targets: await targetsOf(home, policy.id) }))),
    );
  }

  return {
    list: ({ home, purpose }) => unlessOutage(() => lists(purpose, () => reached(listAttached(home)))),
    contentOf: ({ home, purpose }, PolicyId) =>
      unlessOutage(() =>
        contents(`${purpose} ${PolicyId}`, () =>
          reached(
            attempt("organizations:DescribePolicy", "Content", async () => {
              const command = new DescribePolicyCommand({ PolicyId });
              const answer = await call("organizations:DescribePolicy", () =>
                home.organizations.send(command),
              );
              return answer.Policy?.Content ?? "";
            }),
          ),
        ),
      ),
  };
}

/** AWS could not be reached, which is no answer to keep. */
class Outage extends Error {
  readonly read: Unread;

  constructor(read: Unread) {
    super(read.why.detail);
    this.read = read;
  }
}

async function reached<T>(reading: Promise<Read<T>>): Promise<Read<T>> {
  const read = await reading;
  if (!read.known && read.why.code === "unreachable") throw new Outage(read);
  return read;
}

async function unlessOutage<T>(ask: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Outage) return error.read;
    throw error;
  }
}

/** Whether an id is that of the root above all units. */
export function isRootId(id: string): boolean {
  return id.startsWith("r-");
}
