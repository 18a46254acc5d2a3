// Writes numbered rows into the embedded database that its argument names, printing each number once it is stored.
import { pino } from "pino";
import { systemClock } from "../../../src/clock.ts";
import { openDatabase } from "../../../src/store/open.ts";

const [dataDirectory = ""] = process.argv.slice(2);
const database = await openDatabase({ dataDirectory, log: pino({ level: "silent" }), clock: systemClock });
await database.exec("create table if not exists rows (number integer primary key)");
for (let number = 1; ; number += 1) {
  await database.query("insert into rows values ($1)", [number]);
  console.log(number);
}
