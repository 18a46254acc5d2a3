import type { CallCounts } from "../../src/local-aws/call-log.ts";
import type { PostgresServer } from "../support/postgres-server.ts";
import { awsVariables } from "./app.ts";
import { type AuditRun, type AuditRunOptions, runAudit } from "./audit-run.ts";
import type { AwsAddress } from "./aws.ts";
import { type Figure, median, percentile } from "./figures.ts";
import { startProcess } from "./processes.ts";
import type { Report } from "./report.ts";
import { LATENCY_MILLISECONDS, startAws } from "./start-aws.ts";

export interface AuditBench {
  readonly engines: readonly Engine[];
  readonly concurrency: number;
  /** How many alternating pairs make one ratio. */
  readonly pairs: number;
  readonly report: Report;
}

export interface Engine {
  readonly name: string;
  readonly server?: PostgresServer | undefined;
}

/** The number of accounts that the bars are about. */
const MEASURED = 1000;
const THROTTLED_PER_SECOND = 100;
const MEGABYTE = 2 ** 20;
/** The embedded database's own share, which the product grants. */
const EMBEDDED_MEGABYTES = 400;

/** Audits organizations of these sizes, on every engine. */
export async function measureAudits(bench: AuditBench, sizes: readonly number[]): Promise<void> {
  const peaks = new Map<string, number>();
  for (const accounts of sizes) {
    await using aws = startAws({ accounts, latencyMs: LATENCY_MILLISECONDS });
    const address = await aws.next<AwsAddress>();
    const bare = await bareLoop(bench, address); // credential reports exist from here on, for both sides
    for (const engine of bench.engines) {
      const about = `${accounts.toLocaleString("en-US")} accounts, ${engine.name}`;
      const options = { aws: address, postgres: engine.server, concurrency: bench.concurrency };
      if (accounts === MEASURED) await measureTime(bench, { ...options, pinged: false }, about);
      await aws.ask<CallCounts>("counts");
      const run = await runAudit({ ...options, pinged: true });
      const counts = await aws.ask<CallCounts>("counts");
      bench.report.say(`${about}: ${run.text}`);
      if (accounts > MEASURED) bench.report.note(timeFigure(about, run.milliseconds / bare));
      for (const figure of figuresOf({ engine, about, accounts, run, counts })) bench.report.note(figure);
      bench.report.grew({
        ...{ database: engine.name, accounts, ...run },
        seconds: run.milliseconds / 1000,
        calls: countOf(counts, () => true),
      });
      peaks.set(`${engine.name} ${accounts}`, run.peakBytes);
    }
  }
  for (const engine of bench.engines) noteGrowthOfMemory(bench.report, { engine, sizes, peaks });
}

interface Measured {
  readonly engine: Engine;
  readonly about: string;
  readonly accounts: number;
  readonly run: AuditRun;
  readonly counts: CallCounts;
}

function figuresOf({ engine, about, accounts, run, counts }: Measured): readonly Figure[] {
  const granted = engine.name === "pglite" ? EMBEDDED_MEGABYTES : 0;
  const isPerAccount = (call: string) =>
    call === "sts:AssumeRole" || (call.startsWith("iam:") && !call.includes("Organizations"));
  return [
    {
      what: `calls per account by role, ${about}`,
      measured: countOf(counts, isPerAccount) / accounts,
      atMost: 5,
      unit: "",
    },
    {
      what: `acknowledgement p99, ${about}`,
      measured: percentile(run.acknowledgements, 0.99),
      atMost: 50,
      unit: "ms",
    },
    { what: `timer drift p99, ${about}`, measured: percentile(run.drifts, 0.99), atMost: 20, unit: "ms" },
    { what: `peak memory, ${about}`, measured: run.peakBytes / MEGABYTE, atMost: 300 + granted, unit: "MB" },
  ];
}

interface Peaks {
  readonly engine: Engine;
  readonly sizes: readonly number[];
  readonly peaks: ReadonlyMap<string, number>;
}

/** The largest size against the one that the bars are about. */
function noteGrowthOfMemory(report: Report, { engine: { name }, sizes, peaks }: Peaks): void {
  const largest = Math.max(...sizes);
  const [peak, usual] = [peaks.get(`${name} ${largest}`), peaks.get(`${name} ${MEASURED}`)];
  if (largest <= MEASURED || !peak || !usual) return;
  const what = `peak memory of ${largest} accounts over that of ${MEASURED}, ${name}`;
  report.note({ what, measured: peak / usual, atMost: 1.5, unit: "times" });
}

/** Alternating pairs, so that whatever else the machine does falls on both sides. */
async function measureTime(bench: AuditBench, options: AuditRunOptions, about: string): Promise<void> {
  const ratios: number[] = [];
  for (let round = 0; round < bench.pairs; round += 1) {
    const bare = await bareLoop(bench, options.aws);
    const { milliseconds } = await runAudit(options);
    ratios.push(milliseconds / bare);
    bench.report.say(`${about}: bare loop ${Math.round(bare)} ms, audit ${Math.round(milliseconds)} ms`);
  }
  bench.report.note(timeFigure(about, median(ratios)));
}

function timeFigure(about: string, measured: number): Figure {
  return { what: `audit over bare SDK loop, ${about}`, measured, atMost: 1.2, unit: "times" };
}

/** With AWS throttling everything, against the time that the limit alone would make the same calls take. */
export async function measureThrottled({ engines, concurrency, report }: AuditBench): Promise<void> {
  for (const { name, server } of engines) {
    await using aws = startAws({
      accounts: MEASURED,
      latencyMs: LATENCY_MILLISECONDS,
      perSecond: THROTTLED_PER_SECOND,
    });
    const address = await aws.next<AwsAddress>();
    const run = await runAudit({ aws: address, postgres: server, concurrency, pinged: false });
    const counts = await aws.ask<CallCounts>("counts");
    const isOfAudit = (call: string) => !/^account:|Aliases$/.test(call);
    const floor = (countOf(counts, isOfAudit, isAnswered) / THROTTLED_PER_SECOND) * 1000;
    const what = `throttled to ${THROTTLED_PER_SECOND}/s: audit over the floor, ${name}`;
    report.say(`throttled, ${name}: ${run.text}`);
    report.note({ what, measured: run.milliseconds / floor, atMost: 1.3, unit: "times" });
  }
}

function isAnswered(outcome: string): boolean {
  return !/throttl|toomanyrequests/i.test(outcome);
}

function countOf(
  counts: CallCounts,
  isWanted: (call: string) => boolean,
  counted: (outcome: string) => boolean = () => true,
): number {
  const outcomes = Object.entries(counts).flatMap(([call, each]) =>
    isWanted(call) ? Object.entries(each) : [],
  );
  return outcomes.reduce((sum, [outcome, count]) => sum + (counted(outcome) ? count : 0), 0);
}

async function bareLoop({ concurrency }: AuditBench, aws: AwsAddress): Promise<number> {
  await using loop = startProcess("test/bench/bare-loop.ts", {
    parameters: [String(concurrency)],
    environment: awsVariables(aws),
  });
  return await loop.next<number>();
}
