// Migrates the database that its argument names once it is told to on its input, and says how that went.
import { createInterface } from "node:readline";
import { pino } from "pino";
import { systemClock } from "../../../src/clock.ts";
import { messageOf } from "../../../src/domain/errors.ts";
import { migrate } from "../../../src/store/migrate.ts";
import { openDatabase } from "../../../src/store/open.ts";

const [databaseUrl = ""] = process.argv.slice(2);
const common = { dataDirectory: "/nowhere", log: pino({ level: "silent" }), clock: systemClock };
const database = await openDatabase({ ...common, databaseUrl });
const input = createInterface({ input: process.stdin });
input.once("line", async () => {
  const outcome = await migrate({ ...common, database }).then(() => "migrated", messageOf);
  console.log(outcome);
});
console.log("ready");
