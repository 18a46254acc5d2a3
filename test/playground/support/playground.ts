import { cpSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { type Playground, startPlayground } from "../../../src/playground/start.ts";
import { DATA_FOLDER } from "../../../src/store/data-folder.ts";
import { keepEnvironment } from "../../support/environment.ts";
import { makeScratch } from "../../support/scratch.ts";
import { watchLog } from "../../support/secrecy/scan.ts";
import { scanSlack } from "../../support/secrecy/slack-output.ts";

/** The playground as `npm run playground` starts it, one for all tests of a file. */
export function sharePlayground(): () => Playground {
  let playground: Playground | undefined;
  const stack = new AsyncDisposableStack();
  beforeAll(async () => {
    const dataDirectory = makeScratch("playground");
    stack.defer(() => rm(dataDirectory, { recursive: true }));
    const template = join(inject("embeddedTemplate"), DATA_FOLDER.postgres);
    cpSync(template, join(dataDirectory, DATA_FOLDER.postgres), { recursive: true });
    const { log, scan } = watchLog("the playground's log");
    stack.defer(() => scan());
    stack.defer(keepEnvironment());
    const started = await startPlayground({ dataDirectory, latencyMs: 0, log });
    stack.defer(started.stop);
    stack.defer(() => scanSlack(started.url));
    playground = started;
  }, 60_000);
  afterAll(() => stack.disposeAsync(), 60_000);
  return () => {
    if (!playground) throw new Error("wanted a playground that runs, found none: beforeAll has not passed");
    return playground;
  };
}
