import { type Read, type Unreadable, unread } from "../domain/read.ts";
import type { RootFacts, RootMfaDevices } from "../domain/root-facts.ts";

export type RootFact = keyof RootFacts;
/** Some of the facts. */
export type SomeRootFacts = { readonly [Fact in RootFact]?: RootFacts[Fact] | undefined };

/** The same reason for every fact. */
export function allUnread(why: Unreadable) {
  const nothing = unread(why);
  return {
    passwordPresent: nothing,
    mfaEnabled: nothing,
    accessKeysPresent: nothing,
    signingCertificatesPresent: nothing,
    accessKeys: nothing,
    mfaDevices: nothing,
    passwordLastUsed: nothing,
  } satisfies RootFacts;
}

/** Where every reading begins. */
export const nothingReadYet: RootFacts = allUnread({
  code: "not-read-yet",
  call: "iam:GetAccountSummary",
  detail: "nobody has asked for it yet",
});

/** The facts without those that are to be read anew. */
export function forgetting(facts: RootFacts, forgotten: ReadonlySet<RootFact>): RootFacts {
  return { ...facts, ...Object.fromEntries([...forgotten].map((fact) => [fact, nothingReadYet[fact]])) };
}

/** What was read stays, unless something better was read later; of two failures the more telling one stays. */
export function merged(earlier: RootFacts, later: SomeRootFacts): RootFacts {
  return {
    passwordPresent: better(earlier.passwordPresent, later.passwordPresent),
    mfaEnabled: better(earlier.mfaEnabled, later.mfaEnabled),
    accessKeysPresent: better(earlier.accessKeysPresent, later.accessKeysPresent),
    signingCertificatesPresent: better(earlier.signingCertificatesPresent, later.signingCertificatesPresent),
    accessKeys: better(earlier.accessKeys, later.accessKeys),
    mfaDevices: betterList(earlier.mfaDevices, later.mfaDevices),
    passwordLastUsed: better(earlier.passwordLastUsed, later.passwordLastUsed),
  };
}

function better<T>(earlier: Read<T>, later: Read<T> | undefined): Read<T> {
  if (!later || earlier.known) return earlier;
  return later.known || weightOf(later.why) >= weightOf(earlier.why) ? later : earlier;
}

function betterList(earlier: Read<RootMfaDevices>, later: Read<RootMfaDevices> | undefined) {
  if (isIncomplete(earlier)) return later?.known && later.value.complete ? later : earlier;
  return better(earlier, later);
}

/** Whether there may be devices that the list does not show. */
export function isIncomplete(read: Read<RootMfaDevices>): boolean {
  return read.known && !read.value.complete;
}

/**
 * How much a reason tells: what will be there later comes before a policy that forbids it, that before a trouble that
 * passes, that before an answer that makes no sense, and all of them before a role that is missing or a feature that
 * is off; among equals the last resort tells.
 */
function weightOf({ code, until }: Unreadable): number {
  if (until || code === "not-fresh") return 5;
  if (code === "denied-by-scp") return 4;
  if (passing.has(code)) return 3;
  if (code === "unexpected-answer" || code === "missing-in-answer") return 2;
  return code === "not-read-yet" ? 0 : 1;
}

/** Whether AWS said that root has nothing to sign in with: which devices it then has matters to nobody. */
export function hasNothingToGuard(facts: RootFacts): boolean {
  const { passwordPresent, accessKeysPresent, signingCertificatesPresent } = facts;
  const credentials = [passwordPresent, accessKeysPresent, signingCertificatesPresent];
  return credentials.every((read) => read.known && !read.value);
}

/** Reasons that may be gone the next time. */
export const passing: ReadonlySet<Unreadable["code"]> = new Set(["throttled", "unreachable"]);
