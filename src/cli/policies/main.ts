import { mkdirSync, writeFileSync } from "node:fs";
import { deployedFiles } from "./deployed-files.ts";

/** Writes the policies and templates of deploy/ anew, from the table of calls. */
for (const [path, text] of Object.entries(deployedFiles())) {
  const file = new URL(`../../../deploy/${path}`, import.meta.url);
  mkdirSync(new URL(".", file), { recursive: true });
  writeFileSync(file, text);
}
