import { inspect } from "node:util";
import { start } from "./app.ts";
import { systemClock } from "./clock.ts";
import { readConfigWithFiles } from "./config-files.ts";
import { RootcheckError } from "./domain/errors.ts";
import { createLog, redact } from "./log.ts";

/** From sysexits.h: a setting has to be changed first, so a supervisor need not try again. */
const EX_CONFIG = 78;

/** Orchestrators kill after thirty seconds; a second signal means that somebody has lost patience before that. */
const PATIENCE_MILLISECONDS = 28_000;

function stop(stopping: AbortController): void {
  if (stopping.signal.aborted) process.exit(1);
  stopping.abort(new Error("rootcheck is stopping"));
  setTimeout(() => process.exit(1), PATIENCE_MILLISECONDS).unref();
}

async function main(): Promise<void> {
  const config = await readConfigWithFiles(process.env);
  const log = createLog(config.logLevel);
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener("abort", () => resolve()));
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => stop(stopping));
  if (process.report) process.report.excludeEnv = true; // the tokens are there
  for (const name of ["unhandledRejection", "uncaughtException"] as const)
    process.on(name, (error: unknown) => {
      log.fatal(
        { err: error },
        "Something failed that nobody waited for; ending so that a supervisor starts afresh",
      );
      process.exit(1);
    });

  try {
    const app = await start(config, { clock: systemClock, log, signal: stopping.signal });
    const loss = await Promise.race([stopped, app.lost]);
    if (loss) throw new Error("rootcheck cannot go on and has to be started anew", { cause: loss });
    log.info("Stopping");
    await app.stop();
    log.info("Stopped");
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  const isExpected = error instanceof RootcheckError;
  console.error(isExpected ? error.message : redact(inspect(error)));
  process.exit(isExpected ? EX_CONFIG : 1);
}
