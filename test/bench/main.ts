import { parseArgs } from "node:util";
import { findPostgresServer } from "../support/postgres-server.ts";
import { runAnswers } from "./answer-run.ts";
import { type Engine, measureAudits, measureThrottled } from "./audits.ts";
import type { AwsAddress } from "./aws.ts";
import type { LookUpCost } from "./canonical-ids.ts";
import { percentile } from "./figures.ts";
import { startProcess } from "./processes.ts";
import { createReport } from "./report.ts";
import { LATENCY_MILLISECONDS, startAws } from "./start-aws.ts";

/**
 * `npm run bench`: measures what docs/performance.md promises. Every figure is a ratio within this run, or a delay on
 * this machine; both local ends run in processes of their own, AWS answering after 30 milliseconds and under the limits
 * that it has published.
 */

const { values } = parseArgs({
  options: {
    accounts: { type: "string", default: "100,1000,10000" },
    databases: { type: "string", default: "pglite,postgres" },
    pairs: { type: "string", default: "5" },
    concurrency: { type: "string", default: "25" },
    findings: { type: "string", default: "20000" },
  },
});
const sizes = values.accounts.split(",").filter(Boolean).map(Number);
const databases = values.databases.split(",");
const findings = Number(values.findings);

const report = createReport();
const postgres = databases.includes("postgres") ? await findPostgresServer() : undefined;
if (databases.includes("postgres") && !postgres) console.log("No PostgreSQL is installed: left out.");
const engines: readonly Engine[] = [
  ...(databases.includes("pglite") ? [{ name: "pglite" }] : []),
  ...(postgres ? [{ name: "postgres", server: postgres }] : []),
];
const bench = { engines, concurrency: Number(values.concurrency), pairs: Number(values.pairs), report };
try {
  await measureAudits(bench, sizes);
  if (sizes.length > 0) await measureThrottled(bench);
  if (findings > 0) await measureAnswers();
  await measureCanonicalIds();
} finally {
  await postgres?.stop();
}
process.exitCode = report.close() ? 0 : 1;

/** How long people wait who look at a store full of findings. */
async function measureAnswers(): Promise<void> {
  await using aws = startAws({ accounts: 10, latencyMs: LATENCY_MILLISECONDS });
  const address = await aws.next<AwsAddress>();
  for (const { name, server } of engines) {
    const waits = await runAnswers({ aws: address, postgres: server, findings });
    for (const [what, milliseconds] of Object.entries(waits))
      report.note({
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
  const costs = await lookUps.next<Readonly<Record<string, LookUpCost>>>();
  for (const [what, { seconds, megabytes, found }] of Object.entries(costs)) {
    const about = what === "objects" ? "1,000,000 objects" : "25,000 buckets";
    const time = found ? seconds : Number.NaN;
    report.note({ what: `canonical id, ${about}`, measured: time, atMost: 20, unit: "s" });
    report.note({ what: `memory for a canonical id, ${about}`, measured: megabytes, atMost: 60, unit: "MB" });
  }
}
