import { pino } from "pino";
import { expect, test } from "vitest";
import { awsProbes } from "../../src/aws/doctor/probes.ts";
import type { Diagnosis, DiagnosisArea, Probe } from "../../src/domain/diagnosis.ts";
import { diagnose, enterDiagnosis } from "../../src/operations/doctor.ts";
import { type AppendToLog, createLogAppender, listLogEntries } from "../../src/store/audit-log.ts";
import { at } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
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

describeEachDatabase("who asks the doctor", (open) => {
  test("stands in the audit log before AWS is asked, with what AWS's logs call it; else AWS is not asked", async () => {
    const db = await open();
    const clock = createManualClock(at(0));
    const log = pino({ level: "silent" });
    const logged = () => listLogEntries(db, { after: 0, limit: 9 });
    const asked: string[] = [];
    const reader = {
      diagnose: async ({ purpose }: { readonly purpose: string }) => {
        const details = `{"session":"rootcheck-${purpose}"}`;
        expect((await logged()).at(-1)).toMatchObject({ details });
        asked.push(purpose);
        return [];
      },
    };
    const look = (appendToLog: AppendToLog) => {
      const asker = { by: "U1", place: "C1" };
      const purpose = () => enterDiagnosis({ db, appendToLog, clock }, asker);
      return diagnose({ clock, log }, awsProbes({ reader, purpose }));
    };
    const appendToLog = createLogAppender({ key: undefined });
    for (let times = 0; times < 2; times += 1)
      expect(await look(appendToLog)).toMatchObject({ diagnoses: [] });
    expect(asked).toEqual([
      expect.stringMatching(/^doctor-[0-9a-f]{8}$/),
      expect.stringMatching(/^doctor-[0-9a-f]{8}$/),
    ]);
    expect(new Set(asked).size).toBe(2);
    const entry = { actor: "U1", action: "doctor-asked", place: "C1", at: at(0) };
    expect(await logged()).toMatchObject([entry, entry]);

    const { diagnoses } = await look(async () => Promise.reject(new Error("connect ECONNREFUSED")));
    expect(asked).toHaveLength(2);
    expect(diagnoses).toMatchObject([
      {
        ...{ subject: "AWS", verdict: "broken" },
        found: expect.stringMatching(/audit log before AWS is asked.*connect ECONNREFUSED/),
      },
    ]);
  });
});
