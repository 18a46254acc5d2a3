import { describe, expect, test } from "vitest";
import { cyclesIn, importsOf, type SourceFile, sourceFiles } from "./architecture/imports.ts";
import { roomOf, violationsIn } from "./architecture/table.ts";

const files = sourceFiles(new URL("../src/", import.meta.url));

/** Which files each file imports, or which rooms each room. */
function graphOf(of: readonly SourceFile[], nameOf: (path: string) => string = (path) => path) {
  const graph = new Map<string, string[]>();
  for (const file of of) {
    const name = nameOf(file.path);
    const targets = importsOf(file)
      .filter(({ isPackage }) => !isPackage)
      .map(({ target }) => nameOf(target))
      .filter((target) => target !== name);
    graph.set(name, [...new Set([...(graph.get(name) ?? []), ...targets])]);
  }
  return graph;
}

describe("the code", () => {
  test("is where this test looks for it", () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["app.ts", "domain/account.ts", "slack/views/account.ts"]));
    expect(files.flatMap(importsOf).length).toBeGreaterThan(files.length);
  });

  test("imports only what the table allows", () => {
    expect(violationsIn(files)).toEqual([]);
  });

  test("has no files that import each other in a circle, types included", () => {
    expect(cyclesIn(graphOf(files))).toEqual([]);
  });

  test("has no folders that import each other in a circle", () => {
    expect(cyclesIn(graphOf(files, roomOf))).toEqual([]);
  });
});

describe("the table notices", () => {
  const planted: readonly (readonly [path: string, source: string, violation: string | undefined])[] = [
    ["domain/a.ts", 'import { b } from "../store/b.ts";', "domain/a.ts imports store/b.ts"],
    ["domain/a.ts", 'import type { B } from "../store/b.ts";', "domain/a.ts imports types of store/b.ts"],
    [
      "domain/a.ts",
      'import { type B, type C } from "../store/b.ts";',
      "domain/a.ts imports types of store/b.ts",
    ],
    ["domain/a.ts", 'export { b } from "../store/b.ts";', "domain/a.ts imports store/b.ts"],
    ["domain/a.ts", 'export type * from "../store/b.ts";', "domain/a.ts imports types of store/b.ts"],
    ["domain/a.ts", 'import "../store/b.ts";', "domain/a.ts imports store/b.ts"],
    ["domain/a.ts", 'const b = await import("../store/b.ts");', "domain/a.ts imports store/b.ts"],
    ["domain/a.ts", 'import {\n  b,\n  type C,\n} from "../store/b.ts";', "domain/a.ts imports store/b.ts"],
    ["domain/a.ts", 'import fuse from "fuse.js";', "domain/a.ts imports fuse.js"],
    ["domain/a.ts", 'import { B } from "pg-boss-like";', "domain/a.ts imports pg-boss-like"],
    ["slack/views/a.ts", 'import { b } from "../../aws/b.ts";', "slack/views/a.ts imports aws/b.ts"],
    ["slack/a.ts", 'import { b } from "../store/b.ts";', "slack/a.ts imports store/b.ts"],
    ["aws/a.ts", 'import { b } from "../slack/b.ts";', "aws/a.ts imports slack/b.ts"],
    ["aws/a.ts", 'import { b } from "../audit/run-audit.ts";', "aws/a.ts imports audit/run-audit.ts"],
    [
      "audit/a.ts",
      'import { b } from "../accounts/directory.ts";',
      "audit/a.ts imports accounts/directory.ts",
    ],
    ["store/a.ts", 'import { readConfig } from "../config.ts";', "store/a.ts imports config.ts"],
    ["local-aws/a.ts", 'import { b } from "../domain/b.ts";', "local-aws/a.ts imports domain/b.ts"],
    [
      "local-slack/a.ts",
      'import type { B } from "../slack/b.ts";',
      "local-slack/a.ts imports types of slack/b.ts",
    ],
    ["app.ts", 'import { b } from "./local-aws/start.ts";', "app.ts imports local-aws/start.ts"],
    ["jobs/a.ts", 'import { Pool } from "pg";', "jobs/a.ts imports pg"],
    ["attic/a.ts", "", "attic/a.ts has no row in the table"],
    ["domain/a.ts", 'import { b } from "./b.ts";\nimport { z } from "zod";\nimport "node:fs";', undefined],
    ["domain/a.ts", '/**\n * import { b } from "../store/b.ts";\n */', undefined],
    [
      "store/a.ts",
      'import type { Config } from "../config.ts";\nimport { sleep } from "../clock.ts";',
      undefined,
    ],
    ["audit/a.ts", 'import type { B } from "../accounts/directory.ts";', undefined],
    ["local-aws/a.ts", 'import { type B } from "../domain/b.ts";', undefined],
    [
      "aws/a.ts",
      'import { IAM } from "@aws-sdk/client-iam";\nimport { parse } from "csv-parse/sync";',
      undefined,
    ],
  ];

  test.each(planted)("in %s: %s", (path, source, violation) => {
    expect(violationsIn([{ path, source }])).toEqual(violation === undefined ? [] : [violation]);
  });
});

describe("a circle is noticed", () => {
  const importing = (...names: readonly string[]) =>
    names.map((name) => `import { x } from "./${name}.ts";`).join("\n");

  test.each([
    ["of two", { a: ["b"], b: ["a"] }, [["a/a.ts", "a/b.ts", "a/a.ts"]]],
    ["of three", { a: ["b"], b: ["c"], c: ["a"] }, [["a/a.ts", "a/b.ts", "a/c.ts", "a/a.ts"]]],
    ["away from the beginning", { a: ["b"], b: ["c"], c: ["b"] }, [["a/b.ts", "a/c.ts", "a/b.ts"]]],
  ])("%s", (_what, imports, cycles) => {
    const planted = Object.entries(imports).map(([name, names]) => ({
      path: `a/${name}.ts`,
      source: importing(...names),
    }));
    expect(cyclesIn(graphOf(planted))).toEqual(cycles);
  });

  test("and two ways to one file are none", () => {
    const imports = { a: ["b", "c"], b: ["d"], c: ["d"], d: [] };
    const planted = Object.entries(imports).map(([name, names]) => ({
      path: `a/${name}.ts`,
      source: importing(...names),
    }));
    expect(cyclesIn(graphOf(planted))).toEqual([]);
  });
});
