import type { AwsConfig } from "../config.ts";
import type { Account, AccountId } from "../domain/account.ts";
import type { Rung } from "../domain/read.ts";
import type { RootFacts } from "../domain/root-facts.ts";
import type { Call } from "./calls.ts";
import { hasNothingToGuard, isIncomplete, passing, type RootFact } from "./root-facts.ts";

/** The call that opens each rung, which is to blame when it does not open. */
export const OPENED_BY = {
  "own credentials": "sts:GetCallerIdentity",
  "member role": "sts:AssumeRole",
  "root session": "sts:AssumeRoot",
} as const satisfies Record<Rung, Call>;

/** The rungs of access to try, best first. AWS refuses root sessions for the management account. */
export function rungsFor(
  account: Pick<Account, "id" | "isManagement">,
  ownId: AccountId,
  rootSessions: AwsConfig["rootSessions"],
): readonly Rung[] {
  if (account.id === ownId) return ["own credentials", "member role"];
  if (account.isManagement || rootSessions === "off") return ["member role"];
  return rootSessions === "first" ? ["root session", "member role"] : ["member role", "root session"];
}

/**
 * The facts that a second reading asks for: what AWS was still preparing, and what failed in passing. What was
 * refused stays refused for as long as one audit takes.
 */
export function factsToAskAgain(facts: RootFacts, wanted: ReadonlySet<RootFact>): ReadonlySet<RootFact> {
  return new Set(
    [...wanted].filter((fact) => {
      const read = facts[fact];
      return (
        !read.known && (read.why.until || passing.has(read.why.code) || read.why.code === "not-read-yet")
      );
    }),
  );
}

/** Where a second reading goes on: with the rung on which AWS was preparing all that is open, else at the top. */
export function rungsToGoOnWith(
  rungs: readonly Rung[],
  facts: RootFacts,
  open: ReadonlySet<RootFact>,
): readonly Rung[] {
  const starts = [...open].map((fact) => {
    const read = facts[fact];
    const pendingOn = read.known || !read.why.until ? undefined : read.why.rung;
    return pendingOn ? rungs.indexOf(pendingOn) : 0;
  });
  return rungs.slice(Math.max(0, Math.min(...starts)));
}

/**
 * What the next rung is to be asked for; nothing, if there is no reason to open it. A fact that AWS is preparing is
 * no reason by itself, but is asked along with others.
 */
export function factsForNext(
  next: Rung,
  facts: RootFacts,
  open: ReadonlySet<RootFact>,
): ReadonlySet<RootFact> {
  const unread = [...open].filter((fact) => !facts[fact].known);
  const isRefused = (fact: RootFact) => {
    const read = facts[fact];
    return !read.known && !read.why.until;
  };
  const isShort = isIncomplete(facts.mfaDevices) && !hasNothingToGuard(facts);
  const completable = next === "root session" && open.has("mfaDevices") && isShort;
  if (!completable && !unread.some(isRefused)) return new Set();
  return new Set(completable ? [...unread, "mfaDevices"] : unread);
}
