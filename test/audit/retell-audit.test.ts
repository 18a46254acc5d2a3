import { expect, test } from "vitest";
import { retellAudit } from "../../src/audit/retell-audit.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createTelling } from "../support/telling.ts";

describeEachDatabase("the message of an audit that is shown anew", (open) => {
  test("does not take back the files that came while it was edited", async () => {
    const db = await open();
    const { auditId, clock, close, tell } = await createTelling(db, { read: 1 });
    await close();
    await tell();
    const [{ channel, ts } = { channel: "", ts: "" }] = await db.query<{ channel: string; ts: string }>(
      "select channel, ts from posts where ts is not null",
    );
    const setFiles = (state: string) =>
      db.query("update posts set state = $1 where key like '%, files'", [state]);
    await setFiles("sending");
    const told: unknown[] = [];
    const updateAudit = async (_: unknown, { files }: { readonly files?: string }) => {
      told.push(files);
      await setFiles("posted");
      return true;
    };
    expect(
      await retellAudit({ db, clock, messenger: { updateAudit } }, { channel, ts, kind: "audit", auditId }),
    ).toBe(true);
    expect(told).toEqual([undefined, "posted"]);
  });

  test("keeps the line about its files when it is told again", async () => {
    const db = await open();
    const { close, tell, shown } = await createTelling(db, { read: 1 });
    await close();
    await tell();
    const before = shown.length;
    await tell();
    expect(shown.slice(before).map(({ files }) => files)).toEqual(["posted", "posted"]);
  });
});
