import { readFileSync } from "node:fs";

/**
 * Loaded into the app's process before it: notes how late a timer of 20 milliseconds comes, and says so when asked, with
 * the most memory that the process has had. `monitorEventLoopDelay` would add its own resolution.
 */

const EVERY_MILLISECONDS = 20;
const drifts: number[] = [];
let isCounting = false;
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

process.on("message", (word) => {
  if (word === "count") isCounting = true;
  else process.send?.({ drifts, peakBytes: peakBytes() });
});
process.on("disconnect", () => process.exit());
process.channel?.unref();
