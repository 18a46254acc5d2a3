import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPlayground } from "./start.ts";

/** The playground: nothing is set up beforehand and nothing is left behind. */
const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });

console.log("Starting the playground; the first time takes a few seconds.");
const dataDirectory = mkdtempSync(join(tmpdir(), "rootcheck-playground-"));
process.on("exit", () => rmSync(dataDirectory, { recursive: true, force: true }));

const playground = await startPlayground({ dataDirectory, port: Number(values.port) });
console.log(`The playground is ready: open ${playground.url}/ (Ctrl+C ends it)`);

for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, async () => {
    await playground.stop();
    process.exit(0);
  });
}
