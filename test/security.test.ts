import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { migrations } from "../src/store/migrations/index.ts";

test("docs/security.md says of every table what is in it", () => {
  const tables = migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/create table (\w+)/g)].map(([, name]) => name),
  );
  const named = [...readFileSync("docs/security.md", "utf8").matchAll(/`([a-z_0-9]+)`/g)].map(
    ([, name]) => name,
  );
  expect(tables.length).toBeGreaterThan(30);
  expect(tables.filter((name) => !named.includes(name))).toEqual([]);
});
