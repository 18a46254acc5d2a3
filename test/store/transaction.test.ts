import { expect, test } from "vitest";
import { NestedUseError } from "../../src/store/gate.ts";
import { TransactionOverError } from "../../src/store/transaction.ts";
import { describeEachEngine } from "../support/databases.ts";

describeEachEngine("transaction", (openDatabase) => {
  async function open() {
    const database = await openDatabase();
    await database.exec("create table things (id int4 primary key, name text not null)");
    return database;
  }
  const insert = "insert into things (id, name) values ($1, 'x')";
  const count = "select count(*) from things";

  test("commits a transaction and returns its result", async () => {
    const database = await open();
    const result = await database.transaction(async (tx) => {
      await tx.exec("insert into things values (1, 'x'); insert into things values (2, 'x')");
      return tx.query("update things set name = 'y' returning id");
    });
    expect(result).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await database.query("select distinct name from things")).toEqual([{ name: "y" }]);
  });

  test("rolls back what a throwing transaction did, and rejects with what it threw", async () => {
    const database = await open();
    const thrown = new Error("changed my mind");
    const transaction = database.transaction(async (tx) => {
      await tx.query(insert, [1]);
      throw thrown;
    });
    await expect(transaction).rejects.toBe(thrown);
    expect(await database.query(count)).toEqual([{ count: 0 }]);
  });

  test("does not commit a transaction that swallowed a failed statement", async () => {
    const database = await open();
    const transaction = database.transaction(async (tx) => {
      await tx.query(insert, [1]);
      await tx.query(insert, [1]).catch(() => "swallowed");
    });
    await expect(transaction).rejects.toMatchObject({ code: "23505" });
    expect(await database.query(count)).toEqual([{ count: 0 }]);
  });

  test("waits for the statements that a transaction did not await", async () => {
    const database = await open();
    let last: Promise<unknown> | undefined;
    await database.transaction(async (tx) => {
      last = Promise.all([tx.query(insert, [1]), tx.query(insert, [2])]);
    });
    await last;
    expect(await database.query(count)).toEqual([{ count: 2 }]);
  });

  test("refuses a transaction that is over", async () => {
    const database = await open();
    const leaked = await database.transaction(async (tx) => ({ tx }));
    await expect(leaked.tx.query("select 1")).rejects.toThrow(TransactionOverError);
  });

  test("refuses the database inside its own transaction, and nothing else", async () => {
    const database = await open();
    await database.transaction(async (tx) => {
      await expect(database.query("select 1")).rejects.toThrow(NestedUseError);
      await expect(database.transaction(async () => 1)).rejects.toThrow(NestedUseError);
      await tx.query(insert, [1]);
    });
    expect(await database.query(count)).toEqual([{ count: 1 }]);
  });

  test("shows others all of a transaction or nothing", async () => {
    const database = await open();
    const halfway = Promise.withResolvers<void>();
    const onward = Promise.withResolvers<void>();
    const transaction = database.transaction(async (tx) => {
      await tx.query(insert, [1]);
      halfway.resolve();
      await onward.promise;
      await tx.query(insert, [2]);
    });
    await halfway.promise;
    const seen = database.query<{ count: number }>(count);
    onward.resolve();
    await transaction;
    expect([0, 2]).toContain((await seen)[0]?.count);
    expect(await database.query(count)).toEqual([{ count: 2 }]);
  });

  test("loses no update among many transactions at once", async () => {
    const database = await open();
    await database.query(insert, [0]);
    const increment = () =>
      database.transaction(async (tx) => {
        const [row] = await tx.query<{ id: number }>("select id from things for update");
        await tx.query("update things set id = $1", [(row?.id ?? 0) + 1]);
      });
    await Promise.all(Array.from({ length: 25 }, increment));
    expect(await database.query("select id from things")).toEqual([{ id: 25 }]);
  });
});
