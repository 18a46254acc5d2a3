import { expect, onTestFinished, test } from "vitest";
import { createLogAppender, findLogHead } from "../../src/store/audit-log.ts";
import type { Database } from "../../src/store/database.ts";
import { beginPost } from "../../src/store/posts.ts";
import { at, auditOf } from "./audits.ts";
import { freshDataDirectory, open } from "./databases.ts";
import { createEmbeddedPool } from "./embedded-pool.ts";
import { entryOf } from "./log-entries.ts";

/** A pool, and how many databases it has made. */
function counted() {
  let made = 0;
  const pool = createEmbeddedPool(async () => {
    made += 1;
    const database = await open({ dataDirectory: freshDataDirectory() });
    if (database.engine !== "pglite") throw new Error("An embedded database was wanted.");
    return { database, remove: async () => undefined };
  });
  onTestFinished(pool.close);
  return { ...pool, made: () => made };
}

/** Every row of every table. */
async function contents(db: Database): Promise<unknown> {
  const tables = await db.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  return Promise.all(tables.map(async ({ name }) => [name, await db.query(`table public.${name}`)]));
}

test("what one test has done the next does not find", async () => {
  const { borrow, made } = counted();
  const first = await borrow();
  const before = await contents(first.database);
  const heard: string[] = [];
  await first.database.listen("ended", (payload) => heard.push(payload));
  const { id } = await auditOf(first.database, []);
  await beginPost(first.database, "told", at(0));
  await first.database.transaction((tx) => createLogAppender({ key: undefined })(tx, [entryOf(1)]));
  expect(await contents(first.database)).not.toEqual(before);
  await first.giveBack();
  await expect(first.database.query("select 1")).rejects.toThrow("after it was closed");

  const second = await borrow();
  expect(await contents(second.database)).toEqual(before);
  expect(await findLogHead(second.database)).toMatchObject({ count: 0 });
  expect(await auditOf(second.database, [])).toMatchObject({ id });
  await second.database.query("select pg_notify('ended', 'x')");
  expect(heard).toEqual([]);
  await expect(second.database.exec("delete from audit_log_head")).rejects.toThrow("append-only");
  await second.giveBack();
  expect(made()).toBe(1);
});

test("one in which a test has changed more than rows is not lent again", async () => {
  const { borrow, made } = counted();
  const first = await borrow();
  await first.database.exec("alter table posts add column more text");
  await first.giveBack();
  const second = await borrow();
  expect(made()).toBe(2);
  await expect(second.database.query("select more from posts")).rejects.toThrow("does not exist");
  await second.giveBack();
});
