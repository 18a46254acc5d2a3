import type { DiagnosisArea, Probe } from "../../domain/diagnosis.ts";

/** What is said in place of what only the process that has the embedded database can look at. */
export const lockedProbes: readonly Probe[] = [
  locked("store", "Inside the database"),
  locked("schedules", "Schedules"),
];

function locked(area: DiagnosisArea, subject: string): Probe {
  const found =
    "An embedded database is for one process alone, so it is not opened from here: ask /rootcheck doctor.";
  return {
    area,
    subject,
    look: async () => [{ area, subject, verdict: "off", tried: "nothing", found }],
  };
}
