import fc from "fast-check";
import { expect, test } from "vitest";
import { type FindingLife, findingName } from "../../src/domain/finding.ts";
import { type Decision, decisionKinds } from "../../src/domain/finding-events.ts";
import { isEnded, isPutAside, replayed } from "../../src/domain/finding-life.ts";
import { longestPolicy } from "../../src/domain/finding-policy.ts";
import type { Result } from "../../src/domain/result.ts";
import { startClock } from "../../src/findings/baseline.ts";
import { expireFindings } from "../../src/findings/expire-findings.ts";
import { listLogEntries } from "../../src/store/audit-log.ts";
import { listEvents } from "../../src/store/findings.ts";
import { setFollowed } from "../../src/store/followed-audits.ts";
import { auditOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { allFindings, type FindingsBench, failing, findingsBench, people } from "../support/findings.ts";

const passing: Result = { check: "root-unused", status: "pass", summary: [], evidence: [] };
const unknown: Result = {
  check: "root-unused",
  status: "unknown",
  summary: [],
  reason: { code: "throttled", text: "throttled" },
  evidence: [],
};

type Step =
  | { readonly kind: "audit"; readonly answer: "pass" | "unknown" | "same" | "other" | "worse" }
  | {
      readonly kind: "decide";
      readonly by: string;
      readonly decision: Decision["kind"];
      readonly days: number;
    }
  | { readonly kind: "wait"; readonly hours: number }
  | { readonly kind: "start the clock" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("audit" as const),
      answer: fc.constantFrom("pass", "unknown", "same", "other", "worse"),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("decide" as const),
      by: fc.constantFrom(...Object.values(people)),
      decision: fc.constantFrom(...decisionKinds),
      days: fc.integer({ min: -1, max: 40 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 24 * 20 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "start the clock" } as const) },
);

/** What holds in every state, whatever led to it. */
function expectLegal(life: FindingLife): void {
  expect(isPutAside(life.state) && life.state !== "explained").toBe(life.until !== undefined);
  expect(isEnded(life.state)).toBe(life.endedAt !== undefined);
  expect(life.state === "accepted" || life.state === "explained").toBe(life.exception !== undefined);
  if (life.state === "acknowledged") expect(life.owner).toBeDefined();
  if (isEnded(life.state)) expect(life.request).toBeUndefined();
  if (life.exception) expect(life.exception.approvedBy).not.toBe(life.exception.requestedBy);
}

/** One step; answers how many decisions it made. */
async function take(bench: FindingsBench, next: Step, counter: { keys: number }): Promise<number> {
  if (next.kind === "wait") {
    await bench.clock.advance(next.hours * 3_600_000);
    await expireFindings(bench);
    return 0;
  }
  if (next.kind === "start the clock") {
    await startClock(bench, { by: people.ann, place: "C1" });
    return 0;
  }
  if (next.kind === "audit") {
    if (next.answer === "other") counter.keys += 1;
    const severity = next.answer === "worse" ? "critical" : "high";
    const failed = failing("root-unused", { severity, fingerprint: { keys: String(counter.keys) } });
    await bench.answer(next.answer === "pass" ? passing : next.answer === "unknown" ? unknown : failed);
    return 0;
  }
  const outcome = await bench.decide(next.by, decisionOf(bench, next)).catch(expected);
  return outcome?.kind === "done" ? 1 : 0;
}

/** Before anything was found there is nothing to decide about; and not everybody may. */
function expected(error: unknown): undefined {
  expect(error).toMatchObject({ code: expect.stringMatching(/^(finding_gone|not_allowed)$/) });
}

function decisionOf(
  bench: FindingsBench,
  { decision: kind, days }: Extract<Step, { kind: "decide" }>,
): Decision {
  const until = bench.days(days);
  const plea = { reason: "because it is so" };
  if (kind === "assign") return { kind, to: people.bob };
  if (kind === "snooze") return { kind, until };
  if (kind === "ask to accept" || kind === "ask to extend") return { kind, until, ...plea };
  return kind === "explain" ? { kind, ...plea } : { kind };
}

describeEachDatabase("a finding's life", (open) => {
  test("is legal whatever happens, loses no decision, and its events replay to it", async () => {
    const db = await open();
    await setFollowed(db, (await auditOf(db, [])).id, new Date());
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await db.exec("truncate findings, finding_events, baseline_clock restart identity cascade");
        const [{ count: logged = 0 } = {}] = await db.query<{ count: number }>(
          "select count from audit_log_head",
        );
        const bench = await findingsBench(db, { clockRuns: false });
        const counter = { keys: 0 };
        let decisions = 0;
        for (const next of steps) {
          decisions += await take(bench, next, counter);
          for (const { failure, ...finding } of await allFindings(db)) {
            expectLegal(finding);
            const events = await listEvents(db, finding.id);
            expect(events).toHaveLength(finding.version);
            expect(finding).toMatchObject(replayed(events, longestPolicy) ?? {});
            expect(events.filter(({ by }) => by !== undefined)).toHaveLength(decisions);
          }
        }
        const entries = await listLogEntries(db, { after: logged, limit: 100 });
        const decided = entries.filter(({ action }) => action === "decision");
        expect(decided.map(({ subject }) => subject)).toEqual(Array(decisions).fill(findingName(1)));
      }),
      { numRuns: 40 },
    );
  });
});
