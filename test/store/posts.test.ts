import { expect, test } from "vitest";
import { beginPost, findPost, forgetPost, settlePost } from "../../src/store/posts.ts";
import { at } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

describeEachDatabase("posts", (open) => {
  test("are made under one key by one of several", async () => {
    const db = await open();
    const may = await Promise.all([1, 2, 3, 4].map(() => beginPost(db, "k", at(0))));
    expect(may.filter(Boolean)).toHaveLength(1);
    expect(await findPost(db, "k")).toEqual({ key: "k", state: "sending", at: at(0) });
    const posted = { key: "k", state: "posted", channel: "C1", ts: "1.2" } as const;
    await settlePost(db, posted);
    expect(await findPost(db, "k")).toEqual({ ...posted, at: at(0) });
    await forgetPost(db, "k");
    expect(await findPost(db, "k")).toMatchObject({ state: "posted" });
  });

  test("that were not sent leave their key free", async () => {
    const db = await open();
    await beginPost(db, "k", at(0));
    await forgetPost(db, "k");
    expect(await findPost(db, "k")).toBeUndefined();
    expect(await beginPost(db, "k", at(1))).toBe(true);
  });
});
