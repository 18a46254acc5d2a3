import { type AccountSource, AccountSourceError } from "../accounts/account-source.ts";
import type { AccountReader } from "../audit/account-reader.ts";
import type { Profiles } from "../audit/profiles.ts";
import { type Check, type CheckPolicy, unknownBecause } from "../checks/check.ts";
import { evaluateNotActive, notActive } from "../checks/evaluate.ts";
import { checks } from "../checks/index.ts";
import type { Clock } from "../clock.ts";
import type { Account } from "../domain/account.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Unreadable } from "../domain/read.ts";
import type { AccountReading, Result, Verdict } from "../domain/result.ts";
import { isProfileFact, isReadFact } from "../domain/root-facts.ts";
import { findLatestReading } from "../store/account-reads.ts";
import type { Queryable } from "../store/database.ts";

/** A re-check was asked for by the name of no check of accounts. */
export class UnknownCheckError extends RootcheckError {
  constructor(check: string) {
    super(
      "unknown_check",
      `A check of accounts was to be asked again, and none is called ${check}. Audit the account.`,
    );
  }
}

export interface FreshResultsDependencies {
  readonly db: Queryable;
  readonly reader: Pick<AccountReader, "readAccount">;
  readonly source: Pick<AccountSource, "describeAccount">;
  readonly profiles: Pick<Profiles, "afresh" | "stored">;
  readonly policy: Omit<CheckPolicy, "at">;
  readonly clock: Clock;
}

export interface FreshRequest {
  readonly account: Account;
  /** The check's id. */
  readonly check: string;
  /** Names the re-check in AWS's own logs, and is another for each: `F1042-1795597440000`. */
  readonly purpose: string;
  readonly signal: AbortSignal;
}

/**
 * Asks one check again by what AWS says now: nothing that was kept counts, and only what the check needs is read. What
 * AWS tells by its credential report alone is unknown, until the time from which an audit may get a newer one.
 * @throws {UnknownCheckError}, or the signal's reason.
 */
export async function readFreshResults(
  dependencies: FreshResultsDependencies,
  request: FreshRequest,
): Promise<Result> {
  const check: Check | undefined = checks.find(({ id }) => id === request.check);
  if (!check) throw new UnknownCheckError(request.check);
  const verdict = await readVerdict(dependencies, { ...request, check });
  if (verdict.status !== "unknown" || verdict.reason.code !== "not-fresh")
    return { check: check.id, ...verdict };
  const until = nextReportAt(await findLatestReading(dependencies.db, request.account.id), dependencies);
  return { check: check.id, ...verdict, reason: { ...verdict.reason, ...(until && { until }) } };
}

async function readVerdict(
  { reader, source, profiles, policy, clock }: FreshResultsDependencies,
  { account: stored, check, purpose, signal }: Omit<FreshRequest, "check"> & { readonly check: Check },
): Promise<Verdict> {
  const account = isDescriptionEnough(check) ? await describe(source, stored, purpose) : stored;
  if ("code" in account) return unknownBecause(account);
  const why = notActive(account);
  const inactive =
    why && evaluateNotActive(account, why, clock.now()).find((result) => result.check === check.id);
  if (inactive) return inactive;
  const [facts, profile] = await Promise.all([
    reader.readAccount({ account, wanted: check.needs.filter(isReadFact), fresh: true, purpose }, signal),
    check.needs.some(isProfileFact) ? profiles.afresh(account, purpose, signal) : profiles.stored(account.id),
  ]);
  return check.evaluate({ account, ...facts, ...profile }, { ...policy, at: clock.now() });
}

/** Whether the check looks at what Organizations says of the account, and at nothing else. */
function isDescriptionEnough({ needs }: Check): boolean {
  return needs.every((fact) => fact === "account");
}

async function describe(
  source: FreshResultsDependencies["source"],
  { id }: Account,
  purpose: string,
): Promise<Account | Unreadable> {
  try {
    const account = await source.describeAccount(id, purpose);
    return (
      account ?? { code: "missing-in-answer", call: "organizations:DescribeAccount", detail: "the account" }
    );
  } catch (error) {
    if (error instanceof AccountSourceError) return error.why;
    throw error;
  }
}

/** How long AWS keeps a credential report before it makes another. */
const REPORT_MILLISECONDS = 4 * 3_600_000;

/** When AWS will have made another report than the one that was read last; undefined if it would already. */
function nextReportAt(
  reading: AccountReading | undefined,
  { clock }: Pick<FreshResultsDependencies, "clock">,
): Date | undefined {
  const evidence = reading?.results.flatMap((result) => result.evidence) ?? [];
  const made = evidence.flatMap(({ asOf }) => (asOf ? [asOf.getTime()] : []));
  const at = Math.max(...made) + REPORT_MILLISECONDS;
  return at > clock.now().getTime() ? new Date(at) : undefined;
}
