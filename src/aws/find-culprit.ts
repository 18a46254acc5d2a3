import type { Account } from "../domain/account.ts";
import { known, type Read } from "../domain/read.ts";
import { type Attempt, denyingStatement } from "./deny-statement.ts";
import { attempt } from "./reading.ts";
import { isRootId, type PolicyQuestion, type PolicyReader } from "./service-control-policies.ts";
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
export type CulpritFinder = (
  question: PolicyQuestion,
  refused: Refused,
) => Promise<Read<Culprit | undefined>>;

export interface CulpritFinderDependencies {
  readonly policies: PolicyReader;
  readonly unitsAbove: (home: Home, account: Refused["account"]) => Promise<readonly string[]>;
}

const RUNG = "own credentials";

/** Only those policies are read that concern somebody, one after the other. */
export function createCulpritFinder({ policies, unitsAbove }: CulpritFinderDependencies): CulpritFinder {
  /** Known to be undefined also for what is no policy: it denies nothing that can be named. */
  async function statementIn(question: PolicyQuestion, id: string, refused: Refused) {
    const content = await policies.contentOf(question, id);
    if (!content.known) return content;
    const found = await attempt("organizations:DescribePolicy", RUNG, async () =>
      known(denyingStatement(content.value, refused), content.origin),
    );
    return found.known ? found : known(undefined, content.origin);
  }

  /** The policies that are attached above or at the account of whoever was refused. */
  async function concerning(question: PolicyQuestion, { account, policy }: Refused) {
    const attached = await policies.list(question);
    if (!attached.known) return attached;
    const above = await attempt("organizations:ListParents", RUNG, async () =>
      known(await unitsAbove(question.home, account), attached.origin),
    );
    if (!above.known) return above;
    const line = new Set([account.id, ...above.value]);
    const concerned = attached.value.filter(
      ({ id, targets }) =>
        (policy ?? id) === id && targets.some((target) => isRootId(target) || line.has(target)),
    );
    return known(concerned, attached.origin);
  }

  return async (question, refused) => {
    const concerned = await concerning(question, refused);
    if (!concerned.known) return concerned;
    for (const { id } of concerned.value) {
      const found = await statementIn(question, id, refused);
      if (!found.known) return found;
      if (found.value !== undefined) return known({ policy: id, statement: found.value }, found.origin);
    }
    return known(undefined, concerned.origin);
  };
}
