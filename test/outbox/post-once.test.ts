import { expect, test } from "vitest";
import type { MemorySlack } from "../support/audit-messenger.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createTelling, FILES } from "../support/telling.ts";

describeEachDatabase("a result whose post fails", (open) => {
  test.each<[string, MemorySlack["coming"], string]>([
    ["uncertainly is posted anew in its place", ["uncertain"], "C1"],
    ["twice goes to the asker directly", ["uncertain", "uncertain"], "U1"],
    ["by refusal goes to the asker directly", ["refused", "refused"], "U1"],
  ])("%s, and the files with it", async (_, outcomes, place) => {
    const { tell, close, messages, coming, untold } = await createTelling(await open(), { read: 1 });
    coming.push(...outcomes);
    await close();
    await tell();
    expect(messages).toEqual([{ place, state: "finished", files: "posted", thread: FILES }]);
    expect(await untold()).toEqual([]);
  });

  test("because its message was deleted is posted anew", async () => {
    const { tell, close, messages, coming, untold } = await createTelling(await open(), { read: 1 });
    await tell();
    await close();
    coming.push("gone");
    await tell();
    expect(messages[1]).toEqual({ place: "C1", state: "finished", files: "posted", thread: FILES });
    expect(messages[0]?.thread).toEqual([]);
    expect(await untold()).toEqual([]);
  });

  test("because Slack was not reached is tried again under the same key", async () => {
    const { tell, close, messages, coming, untold } = await createTelling(await open());
    await close();
    coming.push("not-sent");
    await expect(tell()).rejects.toThrow("Slack could not be reached");
    expect(await untold()).toHaveLength(1);
    await tell();
    expect(messages).toMatchObject([{ place: "C1", state: "finished" }]);
    expect(await untold()).toEqual([]);
  });

  test("everywhere is given up", async () => {
    const { tell, close, messages, coming, untold } = await createTelling(await open(), { read: 1 });
    coming.push("refused", "refused", "refused");
    await close();
    await tell();
    expect(messages).toEqual([]);
    expect(await untold()).toEqual([]);
  });
});
