import { flushCompileCache } from "node:module";
import { createInterface } from "node:readline";
import { start } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import { createLog } from "../../../src/log.ts";
import { createMovableClock } from "../../../src/playground/movable-clock.ts";

/**
 * The app on a clock that is put forward: at the start to as many milliseconds ahead as the only parameter says, later
 * to as many as each line of input says. It ends with its input, so that it does not outlive who started it.
 */
const [, , ahead = "0"] = process.argv;
const clock = createMovableClock();
clock.forward(Number(ahead));
const config = readConfig(process.env);
await start(config, { clock, log: createLog(config.logLevel), signal: new AbortController().signal });
// It is killed rather than ended, and those that come after it are to start quickly.
flushCompileCache();
for await (const line of createInterface(process.stdin))
  clock.forward(Number(line) - clock.aheadMilliseconds());
process.exit();
