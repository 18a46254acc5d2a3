import { execFile } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { DATA_FOLDER } from "../../src/store/data-folder.ts";
import { freshDataDirectory } from "../support/databases.ts";
import { makeScratch } from "../support/scratch.ts";

const run = promisify(execFile);

/** A disk of its own, which can be full or refuse to be written. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  /** Takes what room is left, to the last page. */
  fill(): void;
  free(): void;
  /** Works only while nobody has a file of it open for writing. */
  turnReadOnly(): Promise<void>;
  turnWritable(): Promise<void>;
}

const MEGABYTES = 160;

/** A disk with an embedded database that has its tables and nothing else, until the test ends. */
export async function mountDatabase(): Promise<SmallDisk> {
  const disk = await mountSmallDisk(MEGABYTES);
  onTestFinished(() => disk[Symbol.asyncDispose]());
  const { postgres } = DATA_FOLDER;
  cpSync(join(freshDataDirectory(), postgres), join(disk.path, postgres), { recursive: true });
  return disk;
}

/** Mounts a disk in memory. @throws where mounting is not permitted: on Linux it takes root. */
async function mountSmallDisk(megabytes: number): Promise<SmallDisk> {
  const path = makeScratch("disk");
  try {
    await run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=700`, "tmpfs", path]);
  } catch (cause) {
    rmSync(path, { recursive: true });
    throw new Error(
      "A disk of its own was wanted, but mounting one is not permitted. Run this scenario as root on Linux, or leave it out by --scenario.",
      { cause },
    );
  }
  const filler = join(path, "filler");
  return {
    path,
    fill() {
      for (const bytes of [2 ** 20, 4096]) appendUntilFull(filler, bytes);
    },
    free: () => rmSync(filler, { force: true }),
    turnReadOnly: async () => void (await run("mount", ["-o", "remount,ro", path])),
    turnWritable: async () => void (await run("mount", ["-o", "remount,rw", path])),
    async [Symbol.asyncDispose]() {
      await run("umount", ["--lazy", path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function appendUntilFull(path: string, bytes: number): void {
  const chunk = Buffer.alloc(bytes);
  for (;;) {
    try {
      writeFileSync(path, chunk, { flag: "a" });
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOSPC") return;
      throw error;
    }
  }
}
