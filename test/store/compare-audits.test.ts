import { expect, test } from "vitest";
import type { Result } from "../../src/domain/result.ts";
import { compareAudits } from "../../src/store/standings.ts";
import { at, auditOf, type Found, fail, idOf, pass, unknown } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const read = (number: number, ...results: readonly Result[]): Found => ({ id: idOf(number), results });
const notActive = (number: number): Found => ({ id: idOf(number), results: [], active: false });
const unread = (number: number): Found => ({
  id: idOf(number),
  results: [unknown("a")],
  unread: "access-denied",
});

describeEachDatabase("what has changed between two audits", (open) => {
  test.each<{
    name: string;
    before: readonly Found[];
    now: readonly Found[];
    change: readonly [number, number];
  }>([
    {
      name: "counts what began and what ceased to fail, of whatever severity",
      before: [read(1, fail("a"), pass("b"), fail("c")), read(2, pass("a"), fail("b"))],
      now: [read(1, pass("a"), fail("b", "low"), fail("c", "critical")), read(2, pass("a"), pass("b"))],
      change: [1, 2],
    },
    {
      name: "leaves out accounts that either could not read, or that were not active, joined or left",
      before: [unread(1), read(2, fail("a")), notActive(3), read(4, fail("a")), read(5, fail("a"))],
      now: [read(1, fail("a")), unread(2), read(3, fail("a")), notActive(4), read(6, fail("a"))],
      change: [0, 0],
    },
    {
      name: "leaves out checks that either could not answer",
      before: [read(1, unknown("a"), fail("b"), pass("c"))],
      now: [read(1, fail("a"), unknown("b"), fail("c"))],
      change: [1, 0],
    },
    {
      name: "is nothing between audits that came to the same",
      before: [read(1, fail("a"))],
      now: [read(1, fail("a"))],
      change: [0, 0],
    },
  ])("$name", async ({ before, now, change: [appeared, fixed] }) => {
    const db = await open();
    const earlier = await auditOf(db, before, { from: at(0) });
    const later = await auditOf(db, now, { from: at(100) });
    expect(await compareAudits(db, later.id, earlier.id)).toEqual({ appeared, fixed });
  });
});
