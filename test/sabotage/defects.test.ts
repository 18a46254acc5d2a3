import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { defects } from "./defects.ts";

test.each(defects)(
  "$name can be planted: its place is there, once, and so are its tests",
  ({ file, find, tests }) => {
    expect(readFileSync(file, "utf8").split(find)).toHaveLength(2);
    for (const path of tests) expect(readFileSync(path, "utf8")).not.toBe("");
  },
);
