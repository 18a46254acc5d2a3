import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { exportKeys } from "../../src/access-keys/export-keys.ts";
import type { KeyFile } from "../../src/access-keys/key-messenger.ts";
import { saveAccounts } from "../../src/store/accounts.ts";
import { createLogAppender } from "../../src/store/audit-log.ts";
import { saveKeyReading } from "../../src/store/key-readings.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { freshDataDirectory, open } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const DAY_SECONDS = 86_400;

test("the file has every key, in several pages, harmless to spreadsheets, and is gone once it was sent", async () => {
  const db = await open({ dataDirectory: freshDataDirectory() });
  const accounts = [accountOf(1, { name: "=cmd|' /C calc'!A0" }), accountOf(2)];
  await saveAccounts(db, accounts, { seenAt: at(0), described: false });
  const users = Array.from({ length: 4_100 }, (_, index) => ({
    ...({ user: `user-${index}`, status: "active", createdAt: at(-index * DAY_SECONDS) } as const),
  }));
  const root = { status: "inactive", lastUsed: { at: at(-DAY_SECONDS), service: "s3" } } as const;
  const odd = [{ user: "=2+3", status: "active", lastUsed: "unread" } as const, root];
  for (const [id, keys] of [
    [idOf(1), odd],
    [idOf(2), users],
  ] as const)
    await saveKeyReading(db, id, { reading: { keys, asOf: at(-9), troubles: {} }, at: at(0) });
  const sent: { file: KeyFile; text: string }[] = [];
  const messenger = {
    sendKeys: async (_: string, file: KeyFile) => {
      sent.push({ file, text: await readFile(file.path, "utf8") });
    },
  };
  const dependencies = { db, messenger, clock: createManualClock(at(0)) };
  const appendToLog = createLogAppender({ key: undefined });
  expect(await exportKeys({ ...dependencies, appendToLog }, { by: "U1", place: "C1", scope: {} })).toBe(
    4_102,
  );
  const [{ file, text } = { file: undefined, text: "" }] = sent;
  const rows: Record<string, string>[] = parse(text, { columns: true });
  expect(rows).toHaveLength(4_102);
  expect(new Set(rows.map(({ owner }) => owner)).size).toBe(4_102);
  expect(rows.slice(0, 2)).toMatchObject([
    { owner: "root", account_name: "'=cmd|' /C calc'!A0", access_key_id: "", created_at: "", idle_days: "1" },
    { owner: "'=2+3", last_used_at: "not read", idle_days: "", as_of: at(-9).toISOString() },
  ]);
  expect(rows.at(-1)).toMatchObject({ owner: "user-0", age_days: "0", last_used_at: "never" });
  expect(file).toMatchObject({ keys: 4_102, read: 2, accounts: 2, bytes: Buffer.byteLength(text) });
  await expect(readFile(file?.path ?? "")).rejects.toThrow("ENOENT");
});
