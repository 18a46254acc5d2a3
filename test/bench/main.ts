import { parseArgs } from "node:util";
import type { CallCounts } from "../../src/local-aws/call-log.ts";
import { findPostgresServer, type PostgresServer } from "../support/postgres-server.ts";
import { runAnswers } from "./answer-run.ts";
import { awsVariables } from "./app.ts";
import { type AuditRunOptions, runAudit } from "./audit-run.ts";
import type { AwsAddress, AwsSettings } from "./aws.ts";
import type { LookUpCost } from "./canonical-ids.ts";
import { type Figure, lineOf, median, percentile } from "./figures.ts";
import { startProcess } from "./processes.ts";

/**
 * `npm run bench`: measures what docs/performance.md promises. Every figure is a ratio within this run, or a delay on
 * this machine; both local ends run in processes of their own, AWS answering after 30 milliseconds and under the limits
 * that it has published.
 */

const { values } = parseArgs({
  options: {
    accounts: { type: "string", default: "1000,10000" },
    databases: { type: "string", default: "pglite,postgres" },
    pairs: { type: "string", default: "5" },
    concurrency: { type: "string", default: "25" },
    findings: { type: "string", default: "20000" },
  },
});
const sizes = values.accounts.split(",").filter(Boolean).map(Number);
const databases = values.databases.split(",");
const pairs = Number(values.pairs);
const concurrency = Number(values.concurrency);

const LATENCY_MILLISECONDS = 30;
const THROTTLED_PER_SECOND = 100;
/** Larger audits take minutes: one, with others asking for help meanwhile, stands for all. */
const PAIRED = 1000;
const MEGABYTE = 2 ** 20;
/** The embedded database's own share, which the product grants. */
const EMBEDDED_MEGABYTES = 400;

const figures: Figure[] = [];
const peaks = new Map<string, number>();

const postgres = databases.includes("postgres") ? await findPostgresServer() : undefined;
if (databases.includes("postgres") && !postgres) console.log("No PostgreSQL is installed: left out.");
try {
  for (const accounts of sizes) await measureSize(accounts);
  if (sizes[0]) await measureThrottled(sizes[0]);
  if (Number(values.findings) > 0) await measureAnswers(Number(values.findings));
  await measureCanonicalIds();
} finally {
  await postgres?.stop();
}
for (const [database, peak] of peaks) compareMemory(database, peak);
console.log(`\n${figures.map(lineOf).join("\n")}`);
process.exitCode = figures.every(({ measured, atMost }) => measured <= atMost) ? 0 : 1;

function engines(): readonly { readonly name: string; readonly server?: PostgresServer | undefined }[] {
  return [
    ...(databases.includes("pglite") ? [{ name: "pglite" }] : []),
    ...(postgres ? [{ name: "postgres", server: postgres }] : []),
  ];
}

function note(figure: Figure): void {
  figures.push(figure);
  console.log(lineOf(figure));
}

async function measureSize(accounts: number): Promise<void> {
  await using aws = startAws({ accounts, latencyMs: LATENCY_MILLISECONDS });
  const address = await aws.next<AwsAddress>();
  const bare = await bareLoop(address); // credential reports exist from here on, for both sides
  await aws.ask<CallCounts>("counts");
  for (const { name, server } of engines()) {
    const about = `${accounts.toLocaleString("en-US")} accounts, ${name}`;
    const options: AuditRunOptions = { aws: address, postgres: server, concurrency, pinged: false };
    if (accounts <= PAIRED) await measureTime(options, about);
    await aws.ask<CallCounts>("counts");
    const run = await runAudit({ ...options, pinged: true });
    console.log(`     ${about}: ${run.text}`);
    if (accounts > PAIRED) note(timeFigure(about, run.milliseconds / bare));
    const calls = await aws.ask<CallCounts>("counts");
    note({
      what: `calls per account by role, ${about}`,
      measured: callsPerAccount(calls, accounts),
      atMost: 5,
      unit: "",
    });
    const acknowledged = percentile(run.acknowledgements, 0.99);
    note({ what: `acknowledgement p99, ${about}`, measured: acknowledged, atMost: 50, unit: "ms" });
    note({
      what: `timer drift p99, ${about}`,
      measured: percentile(run.drifts, 0.99),
      atMost: 20,
      unit: "ms",
    });
    notePeak(name, { accounts, about, megabytes: run.peakBytes / MEGABYTE });
  }
}

function notePeak(
  database: string,
  { accounts, about, megabytes }: { accounts: number; about: string; megabytes: number },
): void {
  const own = database === "pglite" ? EMBEDDED_MEGABYTES : 0;
  note({ what: `peak memory, ${about}`, measured: megabytes, atMost: 300 + own, unit: "MB" });
  peaks.set(`${database} ${accounts}`, megabytes);
}

/** The largest size against the smallest. */
function compareMemory(key: string, megabytes: number): void {
  const [database = "", accounts] = key.split(" ");
  const smallest = peaks.get(`${database} ${sizes[0]}`);
  if (Number(accounts) !== sizes.at(-1) || sizes.length < 2 || !smallest) return;
  const what = `peak memory of ${accounts} accounts over that of ${sizes[0]}, ${database}`;
  note({ what, measured: megabytes / smallest, atMost: 1.5, unit: "times" });
}

/** Alternating pairs, so that whatever else the machine does falls on both sides. */
async function measureTime(options: AuditRunOptions, about: string): Promise<void> {
  const ratios: number[] = [];
  for (let round = 0; round < pairs; round += 1) {
    const bare = await bareLoop(options.aws);
    const { milliseconds } = await runAudit(options);
    ratios.push(milliseconds / bare);
    console.log(`     ${about}: bare loop ${Math.round(bare)} ms, audit ${Math.round(milliseconds)} ms`);
  }
  note(timeFigure(about, median(ratios)));
}

function timeFigure(about: string, measured: number): Figure {
  return { what: `audit over bare SDK loop, ${about}`, measured, atMost: 1.2, unit: "times" };
}

/** With AWS throttling everything, against the time that the limit alone would make the same calls take. */
async function measureThrottled(accounts: number): Promise<void> {
  for (const { name, server } of engines()) {
    await using aws = startAws({
      accounts,
      latencyMs: LATENCY_MILLISECONDS,
      perSecond: THROTTLED_PER_SECOND,
    });
    const address = await aws.next<AwsAddress>();
    const run = await runAudit({ aws: address, postgres: server, concurrency, pinged: false });
    const counts = await aws.ask<CallCounts>("counts");
    const ofAudit = Object.entries(counts).filter(([call]) => !/^account:|Aliases$/.test(call));
    const answered = ofAudit.flatMap(([, outcomes]) =>
      Object.entries(outcomes).map(([outcome, count]) => (isThrottle(outcome) ? 0 : count)),
    );
    const floor = (answered.reduce((sum, count) => sum + count, 0) / THROTTLED_PER_SECOND) * 1000;
    const what = `throttled to ${THROTTLED_PER_SECOND}/s: audit over the floor, ${name}`;
    console.log(`     throttled, ${name}: ${run.text}`);
    note({ what, measured: run.milliseconds / floor, atMost: 1.3, unit: "times" });
  }
}

/** How long people wait who look at a store full of findings. */
async function measureAnswers(findings: number): Promise<void> {
  await using aws = startAws({ accounts: 10, latencyMs: LATENCY_MILLISECONDS });
  const address = await aws.next<AwsAddress>();
  for (const { name, server } of engines()) {
    const waits = await runAnswers({ aws: address, postgres: server, findings });
    for (const [what, milliseconds] of Object.entries(waits))
      note({
        what: `${what} p95, ${findings.toLocaleString("en-US")} findings, ${name}`,
        measured: percentile(milliseconds, 0.95),
        atMost: 300,
        unit: "ms",
      });
  }
}

/** However large an account is, looking up its canonical id takes its budget and no memory to speak of. */
async function measureCanonicalIds(): Promise<void> {
  await using lookUps = startProcess("test/bench/canonical-ids.ts", { flags: ["--max-semi-space-size=8"] });
  for (const [what, { seconds, megabytes, found }] of Object.entries(
    await lookUps.next<Readonly<Record<string, LookUpCost>>>(),
  )) {
    const about = what === "objects" ? "1,000,000 objects" : "25,000 buckets";
    note({ what: `canonical id, ${about}`, measured: found ? seconds : Number.NaN, atMost: 20, unit: "s" });
    note({ what: `memory for a canonical id, ${about}`, measured: megabytes, atMost: 60, unit: "MB" });
  }
}

function isThrottle(outcome: string): boolean {
  return /throttl|toomanyrequests/i.test(outcome);
}

function callsPerAccount(counts: CallCounts, accounts: number): number {
  const perAccount = Object.entries(counts).filter(
    ([call]) => call === "sts:AssumeRole" || (call.startsWith("iam:") && !call.includes("Organizations")),
  );
  const total = perAccount.flatMap(([, outcomes]) => Object.values(outcomes));
  return total.reduce((sum, count) => sum + count, 0) / accounts;
}

function startAws(settings: AwsSettings) {
  return startProcess("test/bench/aws.ts", { parameters: [JSON.stringify(settings)] });
}

async function bareLoop(aws: AwsAddress): Promise<number> {
  await using loop = startProcess("test/bench/bare-loop.ts", {
    parameters: [String(concurrency)],
    environment: awsVariables(aws),
  });
  return await loop.next<number>();
}
