import { pino } from "pino";
import { expect, test } from "vitest";
import type { Diagnosis, DiagnosisArea, Probe } from "../../src/domain/diagnosis.ts";
import { diagnose } from "../../src/operations/doctor.ts";
import { createManualClock } from "../support/manual-clock.ts";

function probe(area: DiagnosisArea, subject: string, look?: (signal: AbortSignal) => Promise<never>): Probe {
  const line: Diagnosis = { area, subject, verdict: "good", tried: "a look", found: "It is there." };
  return { area, subject, look: look ?? (async () => [line]) };
}

test("everything is looked at, area by area, and what breaks down or never answers is a line that says so", async () => {
  const clock = createManualClock();
  const logged: string[] = [];
  const log = pino({ base: null }, { write: (line) => logged.push(line) });
  let aborted: unknown;
  const report = diagnose({ clock, log }, [
    probe("schedules", "Digests"),
    probe("store", "Queue", async () => Promise.reject(new Error("no such table, said xoxb-12345-abc"))),
    probe("slack", "Bot token", (signal) => {
      signal.addEventListener("abort", () => {
        aborted = signal.reason;
      });
      return new Promise(() => undefined);
    }),
    probe("slack", "Scopes"),
  ]);
  await clock.timerSet((length) => length === 15_000);
  await clock.advance(15_000);
  const { diagnoses, from, until } = await report;
  expect(diagnoses.map(({ subject, verdict }) => [subject, verdict])).toEqual([
    ["Bot token", "broken"],
    ["Scopes", "good"],
    ["Queue", "broken"],
    ["Digests", "good"],
  ]);
  const [late, , failed] = diagnoses;
  expect(late?.found).toContain("An answer was wanted within 15 s, and none came.");
  expect(aborted).toBeInstanceOf(Error);
  expect(failed?.found).toBe("This could not be looked at: no such table, said xoxb-•••");
  expect(failed?.mend?.does).toContain("log");
  expect(until.getTime() - from.getTime()).toBe(15_000);
  expect(logged.map((line) => JSON.parse(line).subject).toSorted()).toEqual(["Bot token", "Queue"]);
});
