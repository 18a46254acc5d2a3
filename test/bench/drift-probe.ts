import { readFileSync } from "node:fs";

/**
 * Loaded into the app's process before it: notes how late a timer of 20 milliseconds comes, and says so when asked, with
 * the work that the process has had since it began to count, and the most memory ever. `monitorEventLoopDelay` would add
 * its own resolution.
 */

/** What it says. */
export interface ProcessFigures {
  /** In milliseconds each. */
  readonly drifts: readonly number[];
  readonly peakBytes: number;
  /** Of all threads. */
  readonly cpuSeconds: number;
}

const EVERY_MILLISECONDS = 20;
const drifts: number[] = [];
let isCounting = false;
let cpuBefore = process.cpuUsage();
let due = performance.now() + EVERY_MILLISECONDS;

function tick(): void {
  const now = performance.now();
  if (isCounting) drifts.push(Math.max(0, now - due));
  due = now + EVERY_MILLISECONDS;
  setTimeout(tick, EVERY_MILLISECONDS).unref();
}
tick();

/** Linux's own count of this program: `maxRSS` begins with what the parent had when it forked. */
function peakBytes(): number {
  const [, kilobytes] = readFileSync("/proc/self/status", "utf8").match(/^VmHWM:\s+(\d+) kB$/m) ?? [];
  return Number(kilobytes) * 1024;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage(cpuBefore);
  return (user + system) / 1_000_000;
}

process.on("message", (word) => {
  if (word === "count") {
    isCounting = true;
    cpuBefore = process.cpuUsage();
  } else {
    const figures: ProcessFigures = { drifts, peakBytes: peakBytes(), cpuSeconds: cpuSeconds() };
    process.send?.(figures);
  }
});
process.on("disconnect", () => process.exit());
process.channel?.unref();
