import { start } from "./app.ts";
import { systemClock } from "./clock.ts";
import { readConfig } from "./config.ts";
import { RootcheckError } from "./domain/errors.ts";
import { createLog } from "./log.ts";

/** From sysexits.h: a setting has to be changed first, so a supervisor need not try again. */
const EX_CONFIG = 78;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const stopping = new AbortController();
  const stopped = new Promise((resolve) => stopping.signal.addEventListener("abort", resolve));
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => stopping.abort());
  process.on("unhandledRejection", (error) => {
    log.fatal(
      { err: error },
      "Something failed that nobody waited for; ending so that a supervisor starts afresh",
    );
    process.exit(1);
  });

  try {
    const app = await start(config, { clock: systemClock, log, signal: stopping.signal });
    await stopped;
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
  console.error(isExpected ? error.message : error);
  process.exit(isExpected ? EX_CONFIG : 1);
}
