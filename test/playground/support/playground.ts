import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { createLog } from "../../../src/log.ts";
import { type Playground, startPlayground } from "../../../src/playground/start.ts";
import { DATA_FOLDER } from "../../../src/store/data-folder.ts";
import { makeScratch } from "../../support/scratch.ts";

/** The playground as `npm run playground` starts it, one for all tests of a file. */
export function sharePlayground(): () => Playground {
  let playground: Playground | undefined;
  let dataDirectory: string | undefined;
  beforeAll(async () => {
    dataDirectory = makeScratch("playground");
    const template = join(inject("embeddedTemplate"), DATA_FOLDER.postgres);
    cpSync(template, join(dataDirectory, DATA_FOLDER.postgres), { recursive: true });
    playground = await startPlayground({ dataDirectory, latencyMs: 0, log: createLog("fatal") });
  }, 60_000);
  afterAll(async () => {
    await playground?.stop();
    if (dataDirectory) rmSync(dataDirectory, { recursive: true });
  }, 60_000);
  return () => {
    if (!playground) throw new Error("wanted a playground that runs, found none: beforeAll has not passed");
    return playground;
  };
}
