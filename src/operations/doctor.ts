import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import { type Diagnosis, type DoctorReport, diagnosisAreas, type Probe } from "../domain/diagnosis.ts";
import { messageOf, RootcheckError } from "../domain/errors.ts";
import { type Log, redact } from "../log.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";

export interface DoctorDependencies {
  readonly clock: Clock;
  readonly log: Log;
}

/** Something that the doctor looks at gave no answer in time. */
export class ProbeTimeoutError extends RootcheckError {
  constructor() {
    super("probe_timeout", `An answer was wanted within ${LIMIT_MILLISECONDS / 1000} s, and none came.`);
  }
}

/** A little more than the ten seconds after which the clients of Slack, AWS and the database give up by themselves. */
const LIMIT_MILLISECONDS = 15_000;

const LOGGED = "A part of the set-up could not be looked at";

/** Looks at everything at the same time. What a probe throws, or keeps back for too long, is a line of the report too. */
export async function diagnose(
  dependencies: DoctorDependencies,
  probes: readonly Probe[],
): Promise<DoctorReport> {
  const { clock } = dependencies;
  const from = clock.now();
  const found = (await Promise.all(probes.map((probe) => lookInTime(dependencies, probe)))).flat();
  const diagnoses = diagnosisAreas.flatMap((area) => found.filter((line) => line.area === area));
  return { diagnoses, from, until: clock.now() };
}

export interface EnteringDependencies {
  readonly db: Database;
  readonly appendToLog: AppendToLog;
  readonly clock: Clock;
}

/** Nobody could look up later who had AWS asked. */
export class DiagnosisNotEnteredError extends RootcheckError {
  constructor(cause: unknown) {
    super(
      "diagnosis_not_entered",
      `Who asks was to be entered in the audit log before AWS is asked, and that failed: ${messageOf(cause)}. Mend the database first.`,
      { cause },
    );
  }
}

/**
 * Enters in the audit log who asks the doctor, and where, and answers the name that AWS's own logs have for it.
 * @throws {DiagnosisNotEnteredError}
 */
export async function enterDiagnosis(
  { db, appendToLog, clock }: EnteringDependencies,
  { by, place }: { readonly by: string; readonly place: string },
): Promise<string> {
  const purpose = `doctor-${randomBytes(4).toString("hex")}`;
  const details = { session: `rootcheck-${purpose}` };
  const entry = { at: clock.now(), actor: by, action: "doctor-asked", place, details } as const;
  try {
    await db.transaction((tx) => appendToLog(tx, [entry]));
  } catch (error) {
    throw new DiagnosisNotEnteredError(error);
  }
  return purpose;
}

async function lookInTime({ clock, log }: DoctorDependencies, probe: Probe): Promise<readonly Diagnosis[]> {
  const limit = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = clock.setTimeout(() => {
    const error = new ProbeTimeoutError();
    late.reject(error);
    limit.abort(error);
  }, LIMIT_MILLISECONDS);
  try {
    return await Promise.race([probe.look(limit.signal), late.promise]);
  } catch (error) {
    log.error({ err: error, area: probe.area, subject: probe.subject }, LOGGED);
    return [notLookedAt(probe, error)];
  } finally {
    clock.clearTimeout(timer);
  }
}

function notLookedAt({ area, subject }: Probe, error: unknown): Diagnosis {
  return {
    area,
    subject,
    verdict: "broken",
    tried: "to look at it",
    found: `This could not be looked at: ${redact(messageOf(error))}`,
    mend: {
      does: `Ask again in a minute. If it stays so, what stands in rootcheck's log at “${LOGGED}” says more.`,
    },
  };
}
