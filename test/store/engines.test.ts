import fc from "fast-check";
import pg from "pg";
import { expect, test } from "vitest";
import { DatabaseClosedError } from "../../src/store/gate.ts";
import { describeEachEngine } from "../support/databases.ts";

const instant = new Date("2026-03-01T12:00:00.123Z");

const VALUES: readonly (readonly [expression: string, parameters: readonly unknown[], value: unknown])[] = [
  ["'x'::text", [], "x"],
  ["7::int4", [], 7],
  ["7::int8", [], 7],
  ["9007199254740991::int8", [], 9007199254740991],
  ["9007199254740993::int8", [], 9007199254740993n],
  ["count(*)", [], 1],
  ["array[1, null]::int8[]", [], [1, null]],
  ["1.5::float8", [], 1.5],
  ["1.50::numeric", [], "1.50"],
  ["true", [], true],
  ["null::int4", [], null],
  ["'2026-03-01T13:00:00.123+01'::timestamptz", [], instant],
  ["'2026-03-01'::date", [], "2026-03-01"],
  ["'2026-03-01 12:00:00'::timestamp", [], "2026-03-01 12:00:00"],
  ["'1 day'::interval", [], "1 day"],
  ["'{\"a\": [1, null]}'::jsonb", [], { a: [1, null] }],
  ["'[1]'::json", [], [1]],
  ["array['a', null]::text[]", [], ["a", null]],
  ["$1::text", ['it\'s \\ "x"'], 'it\'s \\ "x"'],
  ["$1::text", [null], null],
  ["$1::text", [undefined], null],
  ["$1::text", [7], "7"],
  ["$1::int4", [7], 7],
  ["$1::int8", [9007199254740993n], 9007199254740993n],
  ["$1::float8", [-0.5], -0.5],
  ["$1::bool", [false], false],
  ["$1::timestamptz", [instant], instant],
  [
    "$1::jsonb",
    [{ a: { b: [1, "x", null] }, at: instant }],
    { a: { b: [1, "x", null] }, at: instant.toISOString() },
  ],
  ["$1::jsonb", [JSON.stringify([1, 2])], [1, 2]],
  ["$1::text[]", [["a", 'b"\\,{}', "", "NULL", null]], ["a", 'b"\\,{}', "", "NULL", null]],
  ["$1::text[]", [[]], []],
  [
    "$1::int4[]",
    [
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["$1::timestamptz[]", [[instant]], [instant]],
  ["$1::int4 + $2::int4", [1, 2], 3],
];

const REFUSALS: readonly (readonly [sql: string, code: string])[] = [
  ["insert into things (id, name) values (1, 'again')", "23505"],
  ["insert into things (id) values (2)", "23502"],
  ["select * from nothing", "42P01"],
  ["selec 1", "42601"],
  ["select 'x'::int4", "22P02"],
  ["select 1 / 0", "22012"],
];

describeEachEngine("engine", (openDatabase) => {
  async function open() {
    const database = await openDatabase();
    await database.exec("create table things (id int4 primary key, name text not null)");
    return database;
  }
  const insert = "insert into things (id, name) values ($1, 'x')";
  const count = "select count(*) from things";

  test("gives and takes the same values", async () => {
    const database = await openDatabase();
    for (const [expression, parameters, value] of VALUES) {
      const rows = await database.query(`select ${expression} as value`, parameters);
      expect.soft(rows, `${expression} of ${parameters}`).toEqual([{ value }]);
    }
  });

  test("keeps any text, list of texts and object as it is", async () => {
    const database = await openDatabase();
    const text = fc.string({ unit: "grapheme" }).filter((candidate) => !candidate.includes("\0"));
    const values = fc.tuple(text, fc.array(fc.option(text)), fc.dictionary(text, fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(values, async ([one, list, object]) => {
        const sql = "select $1::text as one, $2::text[] as list, $3::jsonb as object";
        const rows = await database.query(sql, [one, list, object]);
        expect(rows).toEqual([{ one, list, object: JSON.parse(JSON.stringify(object)) }]);
      }),
    );
  });

  test("refuses with PostgreSQL's code, and a stack that leads to the caller", async () => {
    const database = await open();
    await database.query("insert into things values (1, 'first')");
    for (const [sql, code] of REFUSALS) {
      const error = await database.query(sql).catch((thrown: unknown) => thrown);
      expect.soft(error, sql).toBeInstanceOf(pg.DatabaseError);
      expect.soft(error, sql).toMatchObject({ code });
      expect.soft(error, sql).toHaveProperty("stack", expect.stringContaining("engines.test.ts"));
    }
    await expect(database.query("insert into things values (1, 'again')")).rejects.toMatchObject({
      table: "things",
      constraint: "things_pkey",
    });
  });

  test("runs several statements and returns the rows of all", async () => {
    const database = await open();
    const rows = await database.exec(
      "select 1 as a; insert into things values (1, 'x'); select 2 as b, 3 as c",
    );
    expect(rows).toEqual([{ a: 1 }, { b: 2, c: 3 }]);
  });

  test("takes one statement at a time with parameters", async () => {
    const database = await open();
    const two = database.query("select $1::int4; select 2", [1]);
    await expect(two).rejects.toMatchObject({ code: "42601" });
  });

  test("does not leave the transaction open that a failed script began", async () => {
    const database = await open();
    const script = database.exec("begin; insert into things values (1, 'x'); select 1 / 0; commit");
    await expect(script).rejects.toMatchObject({ code: "22012" });
    const answers = await Promise.all(Array.from({ length: 12 }, () => database.query(count)));
    for (const answer of answers) expect(answer).toEqual([{ count: 0 }]);
  });

  test("finishes what runs when it closes, and refuses what comes later", async () => {
    const database = await open();
    const started = Promise.withResolvers<void>();
    const onward = Promise.withResolvers<void>();
    const order: string[] = [];
    const transaction = database.transaction(async (tx) => {
      started.resolve();
      await onward.promise;
      order.push("finished");
      return tx.query(`${insert} returning id`, [1]);
    });
    await started.promise;
    const closing = database.close().then(() => order.push("closed"));
    await expect(database.query("select 1")).rejects.toThrow(DatabaseClosedError);
    onward.resolve();
    expect(await transaction).toEqual([{ id: 1 }]);
    await closing;
    expect(order).toEqual(["finished", "closed"]);
  });

  test("is alive until it is closed, which may be asked for twice", async () => {
    const database = await open();
    expect(await database.isAlive()).toBe(true);
    await Promise.all([database.close(), database.close()]);
    expect(await database.isAlive()).toBe(false);
  });
});
