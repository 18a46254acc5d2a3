import { expect, test } from "vitest";
import { beginPost, findPost } from "../../src/store/posts.ts";
import type { MemorySlack } from "../support/audit-messenger.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createTelling, FILES, untilHeld } from "../support/telling.ts";

describeEachDatabase("the files of an audit", (open) => {
  const told = { place: "C1", state: "finished", files: "posted", thread: FILES };

  test("follow the result once, in each place, and the message says so", async () => {
    const { tell, close, messages, shown } = await createTelling(await open(), {
      read: 2,
      places: ["C1", "C2"],
    });
    await close();
    await tell();
    expect(messages).toHaveLength(2);
    for (const place of ["C1", "C2"]) expect(messages).toContainEqual({ ...told, place });
    expect(shown.map(({ files }) => files).toSorted()).toEqual(["posted", "posted", undefined, undefined]);
    await tell();
    for (const { thread } of messages) expect(thread).toEqual(FILES);
  });

  test("come of a cancelled audit too", async () => {
    const { tell, close, messages } = await createTelling(await open(), { read: 1 });
    await close("cancelled");
    await tell();
    expect(messages).toEqual([{ ...told, state: "cancelled" }]);
  });

  test.each<[MemorySlack["coming"][number]]>([["refused"], ["uncertain"]])(
    "are not tried again after they were %s, and the message says that they failed",
    async (outcome) => {
      const { tell, close, messages, uploads, untold } = await createTelling(await open(), { read: 1 });
      uploads.push(outcome);
      await close();
      await tell();
      expect(await untold()).toEqual([]);
      await tell();
      expect(messages).toEqual([{ ...told, files: "failed", thread: [] }]);
    },
  );

  test("are tried again when Slack was not reached, and after a crash before the message said so", async () => {
    const { tell, close, messages, uploads, coming, untold, auditId } = await createTelling(await open(), {
      read: 1,
    });
    uploads.push("not-sent");
    await close();
    await expect(tell()).rejects.toThrow("Slack could not be reached");
    expect(messages).toMatchObject([{ state: "finished", thread: [] }]);
    expect(await untold()).toEqual([auditId]);
    coming.push("posted", "throws");
    await expect(tell()).rejects.toThrow("no answer");
    expect(messages[0]?.thread).toEqual(FILES);
    expect(await untold()).toEqual([auditId]);
    await tell();
    expect(messages).toEqual([told]);
    expect(await untold()).toEqual([]);
  });

  test("whose upload was cut short are waited for, then given up, and never sent twice", async () => {
    const db = await open();
    const { tell, close, messages, untold, clock, auditId } = await createTelling(db, { read: 1 });
    await beginPost(db, `audit A${auditId} in C1, files`, clock.now());
    await close();
    await tell();
    expect(messages).toMatchObject([{ state: "finished", thread: [] }]);
    expect(await untold()).toEqual([auditId]);
    await clock.advance(46_000);
    await tell();
    expect(messages).toEqual([{ ...told, files: "failed", thread: [] }]);
    expect(await untold()).toEqual([]);
  });

  test("that do not get through for half an hour are given up, and the message says so", async () => {
    const { tell, close, messages, uploads, untold, clock } = await createTelling(await open(), { read: 1 });
    uploads.push("not-sent", "not-sent");
    await close();
    await expect(tell()).rejects.toThrow("Slack could not be reached");
    await clock.advance(31 * 60_000);
    await tell();
    expect(messages).toEqual([{ ...told, files: "failed", thread: [] }]);
    expect(await untold()).toEqual([]);
  });

  test("are posted by one of two processes", async () => {
    const { tell, close, messages, hold, letGo, isHeld, untold } = await createTelling(await open(), {
      read: 1,
    });
    await tell();
    await close();
    hold("files");
    const first = tell();
    await untilHeld({ isHeld });
    await tell();
    expect(await untold()).toHaveLength(1);
    letGo();
    await first;
    await tell();
    expect(messages).toEqual([told]);
    expect(await untold()).toEqual([]);
  });

  test("that take minutes to upload are not taken for lost meanwhile", async () => {
    const db = await open();
    const { tell, close, messages, hold, letGo, isHeld, untold, clock, auditId } = await createTelling(db, {
      read: 1,
    });
    await close();
    hold("files");
    const first = tell();
    await untilHeld({ isHeld });
    for (let seconds = 0; seconds < 120; seconds += 10) {
      await clock.advance(10_000);
      const key = `audit A${auditId} in C1, files`;
      while ((await findPost(db, key))?.at.getTime() !== clock.now().getTime()) {}
    }
    await tell();
    expect(messages).toEqual([{ place: "C1", state: "finished", files: undefined, thread: [] }]);
    letGo();
    await first;
    expect(messages).toEqual([told]);
    expect(await untold()).toEqual([]);
  });

  test("and the message are one, however many tell the same end at once", async () => {
    const { tell, close, messages, untold } = await createTelling(await open(), { read: 1 });
    await close();
    await Promise.all([tell(), tell(), tell()]);
    await tell();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ state: "finished", thread: FILES });
    expect(await untold()).toEqual([]);
  });
});
