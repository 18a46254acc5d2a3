import { expect, test } from "vitest";
import type { Database } from "../../src/store/database.ts";
import {
  claimSlot,
  finishSlot,
  releaseSlot,
  renewSlot,
  saveReport,
  setAwaitedAudit,
  settleSlot,
} from "../../src/store/digest-slot-work.ts";
import { findLastTold, forgetOldReports, listSlots } from "../../src/store/digest-slots.ts";
import { insertDigest } from "../../src/store/digests.ts";
import { insertDueSlot, insertExtraSlot, insertSkippedSlots } from "../../src/store/new-digest-slots.ts";
import { unauditedReport } from "../slack/views/digests.ts";
import { at } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { daily } from "../support/digests.ts";

/** A worker's claim at so many seconds, for a minute. */
async function claim(db: Database, worker: string, seconds: number) {
  const times = { now: at(seconds), until: at(seconds + 60), postedBefore: at(seconds - 1) };
  const work = await db.transaction((tx) => claimSlot(tx, { worker, ...times }));
  return work && { digestId: work.slot.digestId, at: work.slot.at, worker };
}

async function digests(db: Database, ...channels: readonly string[]): Promise<void> {
  for (const channel of channels)
    await insertDigest(db, { ...daily, channel, createdBy: "U1", createdAt: at(0), nextAt: at(0) });
}

describeEachDatabase("a digest's slot", (open) => {
  test("is one worker's until that falls silent, and then its writes are refused", async () => {
    const db = await open();
    await digests(db, "C1");
    await insertDueSlot(db, { digestId: 1, at: at(0) });
    await insertDueSlot(db, { digestId: 1, at: at(0) });
    const first = await claim(db, "one", 10);
    if (!first) throw new Error("there was nothing to claim");
    expect(await claim(db, "two", 69)).toBeUndefined();
    expect(await renewSlot(db, first, at(100))).toBe(true);
    expect(await claim(db, "two", 99)).toBeUndefined();
    const second = await claim(db, "two", 100);
    expect(second).toMatchObject({ digestId: 1, at: at(0) });
    expect(await renewSlot(db, first, at(200))).toBe(false);
    expect(await settleSlot(db, first, { state: "quiet", at: at(101) })).toBe(false);
    await setAwaitedAudit(db, first, { auditId: 99, since: at(101) });
    await finishSlot(db, first);
    await releaseSlot(db, first, at(500));
    expect(await listSlots(db, 1)).toMatchObject([{ state: "due" }]);
    if (second) expect(await settleSlot(db, second, { state: "quiet", at: at(101) })).toBe(true);
    expect(await claim(db, "three", 300)).toBeUndefined();
  });

  test("is left alone until its next try, and waits for those before it", async () => {
    const db = await open();
    await digests(db, "C1");
    await insertDueSlot(db, { digestId: 1, at: at(0) });
    await insertExtraSlot(db, { digestId: 1, at: at(0) });
    const first = await claim(db, "one", 1);
    if (!first) throw new Error("there was nothing to claim");
    await releaseSlot(db, first, at(30));
    expect(await claim(db, "two", 29)).toBeUndefined();
    const again = await claim(db, "two", 30);
    expect(again?.at).toEqual(at(0));
    if (again) await settleSlot(db, again, { state: "skipped", at: at(31) });
    expect((await claim(db, "two", 31))?.at).toEqual(new Date(at(0).getTime() + 1));
  });

  test("waits a second for what was posted in its channel, and for what is being posted there", async () => {
    const db = await open();
    await digests(db, "C1", "C1", "C2");
    for (const digestId of [1, 2, 3]) await insertDueSlot(db, { digestId, at: at(0) });
    const first = await claim(db, "one", 10);
    expect(first?.digestId).toBe(1);
    expect((await claim(db, "two", 10))?.digestId).toBe(3);
    expect(await claim(db, "three", 10)).toBeUndefined();
    const message = { channel: "C1", ts: "1.0" };
    if (first) await settleSlot(db, first, { state: "posted", at: at(12), leftToDo: "files", message });
    if (first) await releaseSlot(db, first);
    expect((await claim(db, "four", 12))?.digestId).toBe(1); // its files
    expect(await claim(db, "five", 12)).toBeUndefined();
    expect((await claim(db, "five", 13))?.digestId).toBe(2);
  });

  test("does not wait for a posting of a time to come, where the clock was set back", async () => {
    const db = await open();
    await digests(db, "C1", "C1");
    await insertDueSlot(db, { digestId: 1, at: at(0) });
    const first = await claim(db, "one", 5000);
    const message = { channel: "C1", ts: "1.0" };
    if (first) await settleSlot(db, first, { state: "posted", at: at(5000), message });
    await insertDueSlot(db, { digestId: 2, at: at(10) });
    expect(await claim(db, "two", 10)).toMatchObject({ digestId: 2 });
  });

  test("that was skipped is not skipped over what it is already", async () => {
    const db = await open();
    await digests(db, "C1");
    await insertDueSlot(db, { digestId: 1, at: at(5) });
    await insertSkippedSlots(db, 1, { times: [at(3), at(5)], at: at(9), why: "a test" });
    expect(await listSlots(db, 1)).toMatchObject([{ state: "skipped", why: "a test" }, { state: "due" }]);
  });

  test("was told last if it is the last one told, though the clock was set back meanwhile", async () => {
    const db = await open();
    await digests(db, "C1");
    await insertDueSlot(db, { digestId: 1, at: at(4990) });
    const first = await claim(db, "one", 5000);
    if (first) await settleSlot(db, first, { state: "posted", at: at(5000) });
    await insertExtraSlot(db, { digestId: 1, at: at(10) });
    const second = await claim(db, "two", 10);
    if (second) await settleSlot(db, second, { state: "posted", at: at(11) });
    expect((await findLastTold(db, 1))?.slot.isExtra).toBe(true);
  });

  test("gives up what it said long ago, but for what was told last", async () => {
    const db = await open();
    await digests(db, "C1", "C2");
    const told = [
      { digestId: 1, seconds: 0 },
      { digestId: 1, seconds: 100 },
      { digestId: 2, seconds: 50 },
    ];
    for (const { digestId, seconds } of told) {
      await insertDueSlot(db, { digestId, at: at(seconds) });
      const held = await claim(db, "one", seconds + 2);
      if (!held) throw new Error("there was nothing to claim");
      await saveReport(db, held, unauditedReport);
      await settleSlot(db, held, { state: "posted", at: at(seconds + 2) });
    }
    const kept = async () =>
      (await db.query<{ at: Date }>("select at from digest_slots where report is not null order by at")).map(
        (slot) => slot.at,
      );
    await forgetOldReports(db, at(2));
    expect(await kept()).toHaveLength(3);
    await forgetOldReports(db, at(1000));
    expect(await kept()).toEqual([at(50), at(100)]);
    expect((await findLastTold(db, 1))?.report).toBeDefined();
  });
});
