import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../deploy/", import.meta.url);

/** Every file of deploy/, by its path there. */
export const inDeploy: readonly string[] = readdirSync(folder, {
  recursive: true,
  withFileTypes: true,
  encoding: "utf8",
})
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(folder.pathname.length).replace(/^\//, ""))
  .toSorted();

/** The text of one of them. */
export function textOf(path: string): string {
  return readFileSync(new URL(path, folder), "utf8");
}

/** The policies of a role by name, without who may take it on. */
export function policiesOf(role: string): ReadonlyMap<string, string> {
  const files = inDeploy.filter((path) => path.startsWith(`${role}/`) && path.endsWith(".json"));
  const named = files.map((path) => [path.slice(role.length + 1, -".json".length), textOf(path)] as const);
  return new Map(named.filter(([name]) => name !== "trust"));
}
