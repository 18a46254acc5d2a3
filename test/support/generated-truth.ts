import { WAYS_OF_READING, type WayOfReading } from "../../src/local-aws/archetype-truths.ts";
import type { AccountTruth } from "../../src/local-aws/generated-organization.ts";
import { type FileRow, verdictOf } from "./organization-audit.ts";

export { WAYS_OF_READING, type WayOfReading };

/** The settings for which archetype-truths.ts holds. */
export function settingsOf(way: WayOfReading): Readonly<Record<string, string>> {
  return {
    ROOTCHECK_ROOT_SESSIONS: way,
    ROOTCHECK_EMAIL_DOMAINS: "example.com",
    ROOTCHECK_ROOT_UNUSED_DAYS: "90",
  };
}

/** The checks that judge what is read apart from audits of many accounts. */
export const CONTACT_CHECKS: ReadonlySet<string> = new Set([
  "security-contact",
  "primary-contact",
  "admin-principal",
]);

/** What must come out for one check of one account. */
interface TrueAnswer {
  readonly accountId: string;
  readonly check: string;
  readonly verdict: string;
}

export interface Expectation {
  readonly truth: readonly AccountTruth[];
  readonly way: WayOfReading;
  /** Whether contacts have been read: not in the first audit of an organization. */
  readonly contacts: "read" | "not read yet";
}

/** Every answer that must come out. */
export function trueAnswers({ truth, way, contacts }: Expectation): readonly TrueAnswer[] {
  return truth.flatMap((account) =>
    Object.entries(account.verdicts[way]).map(([check, verdict]): TrueAnswer => {
      const isLeftOut = contacts === "not read yet" && CONTACT_CHECKS.has(check) && isActive(account);
      return {
        accountId: account.accountId,
        check,
        verdict: isLeftOut ? "unknown not-read-yet" : verdict,
      };
    }),
  );
}

/** What the checks of the organization itself answer, by check. */
export function organizationAnswers(rows: readonly FileRow[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rows.filter(({ accountId }) => accountId === "").map((row) => [row.check, verdictOf(row)]),
  );
}

/**
 * What is wrong with the accounts' rows of a file: answers that are not there, and rows that should not be. Those of
 * the organization itself belong to no account.
 */
export function mistakes(rows: readonly FileRow[], expected: readonly TrueAnswer[]) {
  const ofAccounts = rows.filter(({ accountId }) => accountId !== "");
  const found = ofAccounts.map((row) => `${row.accountId} ${row.check}: ${verdictOf(row)}`);
  const wanted = expected.map(({ accountId, check, verdict }) => `${accountId} ${check}: ${verdict}`);
  return { missing: without(wanted, found), surplus: without(found, wanted) };
}

/** Two rows alike count as two. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}

/** The coverage that must be told. */
export function trueCoverage({ truth, way }: Pick<Expectation, "truth" | "way">) {
  const active = truth.filter(isActive);
  const codes = active.flatMap(({ verdicts }) => whyUnread(Object.values(verdicts[way])));
  const counted = Map.groupBy(codes, (code) => code);
  return {
    inScope: active.length,
    read: active.length - codes.length,
    unread: [...counted]
      .map(([code, { length: accounts }]) => ({ code, accounts }))
      .toSorted((one, other) => other.accounts - one.accounts || (one.code < other.code ? -1 : 1)),
    notActive: truth.length - active.length,
  };
}

/** An account of which nothing but its mailbox and state is known could not be read. */
function whyUnread(verdicts: readonly string[]): readonly string[] {
  const unknown = verdicts.filter((verdict) => verdict.startsWith("unknown "));
  return unknown.length >= 6 ? [(unknown[0] ?? "").slice("unknown ".length)] : [];
}

/** How many accounts must be said to need attention. */
export function accountsFailing(expectation: Expectation): number {
  const failing = trueAnswers(expectation).filter(({ verdict }) => verdict.startsWith("fail "));
  return new Set(failing.map(({ accountId }) => accountId)).size;
}

export function isActive({ profile }: AccountTruth): boolean {
  return profile !== "not-active";
}
