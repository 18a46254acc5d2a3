import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

/** A source file, by its path within src/. */
export interface SourceFile {
  readonly path: string;
  readonly source: string;
}

export interface Import {
  /** A path within src/, or a package as it is written. */
  readonly target: string;
  readonly isPackage: boolean;
  /** Whether nothing of it is left when the types are taken away. */
  readonly typesOnly: boolean;
}

/** The files under a folder, in order of their path. */
export function sourceFiles(folder: URL): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .toSorted()
    .map((path) => ({ path, source: readFileSync(new URL(path, folder), "utf8") }));
}

/** `import … from`, `export … from`, `import "…"` at the beginning of a line, and `import("…")` anywhere. */
const FROM = /^(?:import|export)\s+(type\s+)?([\w\s{},*$]+?)\s+from\s+["']([^"']+)["']/gm;
const BARE = /^import\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;

/** Everything that a file imports, types included. */
export function importsOf({ path, source }: SourceFile): readonly Import[] {
  const from = [...source.matchAll(FROM)].map(([, type, names = "", specifier = ""]) => ({
    specifier,
    typesOnly: type !== undefined || namesOnlyTypes(names),
  }));
  const bare = [...source.matchAll(BARE)].map(([, still, dynamic]) => ({
    specifier: still ?? dynamic ?? "",
    typesOnly: false,
  }));
  return [...from, ...bare].map(({ specifier, typesOnly }) => {
    const isPackage = !specifier.startsWith(".");
    const target = isPackage ? specifier : posix.join(posix.dirname(path), specifier);
    return { target, isPackage, typesOnly };
  });
}

/** Whether each of `{ type A, type B }` is a type. */
function namesOnlyTypes(names: string): boolean {
  const inBraces = /^\{([^}]*)\}$/.exec(names.trim())?.[1];
  const listed = (inBraces ?? "").split(",").filter((name) => name.trim() !== "");
  return listed.length > 0 && listed.every((name) => /^\s*type\s/.test(name));
}

/** Every way round in a graph, each once, as the nodes passed. */
export function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const finished = new Set<string>();

  function visit(node: string, trail: readonly string[]): void {
    const seenAt = trail.indexOf(node);
    if (seenAt >= 0) cycles.push([...trail.slice(seenAt), node]);
    if (seenAt >= 0 || finished.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
    finished.add(node);
  }

  for (const node of graph.keys()) visit(node, []);
  return cycles;
}
