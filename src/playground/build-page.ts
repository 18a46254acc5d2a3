import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL("web", import.meta.url));
const PACKAGES = fileURLToPath(new URL("../../package.json", import.meta.url));
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/rootcheck-page", import.meta.url));

/** The built page by path, such as `/index.html`; built anew only if its sources or packages have changed. */
export async function buildPage(): Promise<ReadonlyMap<string, Buffer>> {
  const built = join(CACHE, await fingerprint());
  if (!existsSync(built)) await build(built);
  return filesIn(built);
}

async function build(target: string): Promise<void> {
  // Loaded here, because most starts find the page built and need no bundler.
  const { build: bundle } = await import("vite");
  await mkdir(CACHE, { recursive: true });
  const outDir = await mkdtemp(join(CACHE, "building-"));
  try {
    await bundle({
      root: SOURCES,
      configFile: false,
      logLevel: "error",
      // The same page whatever NODE_ENV this process runs under.
      oxc: { jsx: { runtime: "automatic", development: false } },
      define: { "process.env.NODE_ENV": JSON.stringify("production") },
      build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
    });
    // In one step, so that nobody finds half a page.
    await rename(outDir, target).catch((error: unknown) => {
      // Whoever was faster has made the same one.
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256").update(await readFile(PACKAGES));
  for (const [path, content] of await filesIn(SOURCES)) hash.update(path).update(content);
  return hash.digest("hex").slice(0, 16);
}

async function filesIn(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths
    .toSorted()
    .map(async (path) => [path.slice(folder.length).replaceAll("\\", "/"), await readFile(path)] as const);
  return new Map(await Promise.all(files));
}
