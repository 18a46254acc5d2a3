import type { Audit } from "../domain/audit.ts";
import type { FindingsShown } from "../domain/findings-shown.ts";
import type { AccountReading } from "../domain/result.ts";
import type { Standing, SubjectFailure } from "../domain/standing.ts";
import { findBaseline, findClockStart } from "../store/baseline.ts";
import type { Queryable } from "../store/database.ts";
import { findViewsFor } from "../store/finding-views.ts";

/** The findings that the failures of a standing stand for; of the organization's, what its clock waits for too. */
export async function findingsOfStanding(
  db: Queryable,
  { scope }: Pick<Audit, "scope">,
  { worst }: Pick<Standing, "worst">,
): Promise<FindingsShown> {
  const [findings, started] = await Promise.all([findViewsFor(db, worst.map(keyOf)), findClockStart(db)]);
  if (started || scope.kind !== "organization") return { findings };
  return { findings, baseline: await findBaseline(db) };
}

/** The findings that an account's failing checks stand for. */
export async function findingsOfReading(
  db: Queryable,
  { accountId, results }: AccountReading,
): Promise<Pick<FindingsShown, "findings">> {
  const failing = results.filter(({ status }) => status === "fail");
  return {
    findings: await findViewsFor(
      db,
      failing.map(({ check }) => ({ subject: accountId, check })),
    ),
  };
}

function keyOf({ subject, failure }: SubjectFailure) {
  const key = subject.kind === "account" ? subject.account.id : "organization";
  return { subject: key, check: failure.check };
}
