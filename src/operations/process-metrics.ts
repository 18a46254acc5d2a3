import { PerformanceObserver, performance } from "node:perf_hooks";
import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** How often the event loop is asked how late it is. */
const SAMPLE_MILLISECONDS = 100;

/**
 * Adds what is known of the process itself, under the names that dashboards for Node know. prom-client's own set cannot
 * be let go of again, and forgets how late the event loop was with every scrape, whosever that is. Returns how to stop.
 */
export function watchProcess(registry: Registry): () => void {
  const registers = [registry];
  let used = process.cpuUsage();
  new Counter({
    name: "process_cpu_seconds_total",
    help: "Processor time of the whole process, its threads included.",
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.inc((user + system - used.user - used.system) / 1e6);
      used = { user, system };
    },
  });
  new Gauge({
    name: "process_start_time_seconds",
    help: "When the process was started.",
    registers,
  }).set(performance.timeOrigin / 1000);
  gaugeMemory(registry);
  const stops = [watchEventLoop(registry), watchGarbageCollection(registry)];
  return () => {
    for (const stop of stops) stop();
  };
}

function gaugeMemory(registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Memory that the process occupies, its threads and the embedded database included.",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: "nodejs_heap_size_used_bytes",
    help: "Memory that the main thread's objects occupy.",
    registers,
    collect() {
      this.set(process.memoryUsage().heapUsed);
    },
  });
}

/** By how much a timer comes late, which is for how long an acknowledgement would have waited. */
function watchEventLoop(registry: Registry): () => void {
  const lag = new Histogram({
    name: "nodejs_eventloop_lag_seconds",
    help: `How late the main thread's event loop was, asked every ${SAMPLE_MILLISECONDS} ms.`,
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers: [registry],
  });
  let due = performance.now() + SAMPLE_MILLISECONDS;
  const timer = setInterval(() => {
    const now = performance.now();
    lag.observe(Math.max(0, now - due) / 1000);
    due = now + SAMPLE_MILLISECONDS;
  }, SAMPLE_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}

function watchGarbageCollection(registry: Registry): () => void {
  const duration = new Histogram({
    name: "nodejs_gc_duration_seconds",
    help: "How long the main thread stood still for the garbage collector.",
    buckets: [0.001, 0.01, 0.1, 1],
    registers: [registry],
  });
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) duration.observe(entry.duration / 1000);
  });
  observer.observe({ entryTypes: ["gc"] });
  return () => observer.disconnect();
}
