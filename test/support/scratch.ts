import { existsSync, mkdtempSync, statfsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const MEMORY = "/dev/shm";
const ROOM_BYTES = 2 ** 30;

/** Makes an empty directory, in memory where there is room: an embedded database is a thousand small files. */
export function makeScratch(name: string): string {
  return mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), `rootcheck-${name}-`));
}

function hasRoom(path: string): boolean {
  if (!existsSync(path)) return false;
  const space = statfsSync(path);
  return space.bavail * space.bsize > ROOM_BYTES;
}

/** An empty directory, removed after the test that calls. */
export function emptyDirectory(): string {
  const directory = makeScratch("test");
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}
