import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Defect } from "./defects.ts";

const COPIED = ["src", "test", "docs", "manifest.yml", "package.json", "tsconfig.json", "vitest.config.ts"];

/** A copy of the project that may be damaged. */
export interface ScratchCopy extends Disposable {
  readonly folder: string;
  /** Plants a defect until disposed. @throws where what it replaces is not there exactly once. */
  plant(defect: Defect): Disposable;
}

/** Copies what tests need; the packages are those of the project itself. */
export function makeScratchCopy(): ScratchCopy {
  const folder = mkdtempSync(join(tmpdir(), "rootcheck-sabotage-"));
  for (const name of COPIED) cpSync(name, join(folder, name), { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return {
    folder,
    plant(defect) {
      const path = join(folder, defect.file);
      const whole = readFileSync(path, "utf8");
      const found = whole.split(defect.find).length - 1;
      if (found !== 1)
        throw new Error(`"${defect.name}" looks for a line of ${defect.file} that is there ${found} times.`);
      writeFileSync(
        path,
        whole.replace(defect.find, () => defect.put),
      );
      return { [Symbol.dispose]: () => writeFileSync(path, whole) };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}
