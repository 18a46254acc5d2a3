import { expect, test } from "vitest";
import type { Scope } from "../../src/domain/audit.ts";
import { setAccountsInScope } from "../../src/store/audits.ts";
import { beginPost } from "../../src/store/posts.ts";
import { idOf, save } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createTelling, FILES, untilHeld } from "../support/telling.ts";

const account: Scope = { kind: "account", accountId: idOf(1) };

describeEachDatabase("telling of an audit", (open) => {
  test("turns one message a place from progress into the result", async () => {
    const { tell, close, messages, untold } = await createTelling(await open(), { places: ["C1", "C2"] });
    await tell();
    expect(messages.map(({ state }) => state)).toEqual(["running", "running"]);
    await close();
    await tell();
    await tell();
    expect(messages.map(({ state }) => state)).toEqual(["finished", "finished"]);
    expect(messages.map(({ thread }) => thread)).toEqual([[], []]);
    expect(await untold()).toEqual([]);
  });

  test("shows what it came to: the standing of several accounts, or the reading of one", async () => {
    const db = await open();
    const several = await createTelling(db, { read: 2 });
    await several.tell();
    expect(several.shown[0]).not.toHaveProperty("standing");
    await several.close();
    await several.tell();
    expect(several.shown.at(-1)).toMatchObject({
      audit: { accountsDone: 2, accountsFailing: 1 },
      standing: {
        coverage: { inScope: 2, read: 2 },
        accountsFailing: 1,
        worst: [{ failure: { check: "root-mfa" } }],
      },
      files: "posted",
    });
    const one = await createTelling(db, { read: 1, scope: account });
    await one.tell();
    expect(one.shown[0]).not.toHaveProperty("reading");
    await one.close();
    await one.tell();
    expect(one.shown.at(-1)).toMatchObject({ reading: { accountId: idOf(1) }, files: "posted" });
    expect(one.shown.at(-1)).not.toHaveProperty("standing");
  });

  test("says how long the rest will take once it is known what that is and ten accounts are done", async () => {
    const db = await open();
    const { tell, shown, clock, lease } = await createTelling(db, { read: 9 });
    await clock.advance(60_000);
    await tell();
    await save(db, lease, { id: idOf(10), results: [] }, clock.now());
    await tell();
    const ids = Array.from({ length: 40 }, (_, index) => idOf(index + 1));
    await setAccountsInScope(db, lease, ids);
    await tell();
    await clock.advance(60_000);
    await tell();
    expect(shown.map(({ millisecondsLeft }) => millisecondsLeft)).toEqual([
      undefined,
      undefined,
      180_000,
      360_000,
    ]);
  });

  test("leaves progress out when there is no room for it, but never the result", async () => {
    const { tell, close, shown, messages, budget } = await createTelling(await open(), { read: 1 });
    budget.left = 1;
    for (let time = 0; time < 5; time += 1) await tell();
    expect(shown.map(({ audit }) => audit.state)).toEqual(["running", "running"]);
    await close();
    await tell();
    expect(messages).toEqual([{ place: "C1", state: "finished", files: "posted", thread: FILES }]);
  });

  test("puts right the progress that arrives after the result was told", async () => {
    const { tell, close, messages, hold, letGo, isHeld } = await createTelling(await open());
    await tell();
    hold("messages");
    const late = tell();
    await untilHeld({ isHeld });
    await close();
    letGo();
    await tell();
    await late;
    expect(messages).toMatchObject([{ place: "C1", state: "finished" }]);
  });

  test("leaves a post that another process is making to it", async () => {
    const { tell, close, messages, hold, letGo, isHeld, untold } = await createTelling(await open());
    await close();
    hold("messages");
    const first = tell();
    await untilHeld({ isHeld });
    await tell();
    expect(await untold()).toHaveLength(1);
    letGo();
    await first;
    expect(messages).toMatchObject([{ place: "C1", state: "finished" }]);
    expect(await untold()).toEqual([]);
  });

  test("makes up for a post that was cut short once nobody can be at it any more", async () => {
    const db = await open();
    const { tell, close, messages, clock, untold, auditId } = await createTelling(db);
    await beginPost(db, `audit A${auditId} in C1`, clock.now());
    await close();
    await tell();
    expect(messages).toEqual([]);
    expect(await untold()).toEqual([auditId]);
    await clock.advance(36_000);
    await tell();
    expect(messages).toMatchObject([{ place: "C1", state: "finished" }]);
    expect(await untold()).toEqual([]);
  });

  test("goes on where Slack will not have a message edited: progress waits, the result is a new message", async () => {
    const { tell, close, messages, coming, untold } = await createTelling(await open());
    await tell();
    coming.push("uneditable");
    await tell();
    await close();
    coming.push("uneditable");
    await tell();
    expect(messages.map(({ state }) => state)).toEqual(["running", "finished"]);
    expect(await untold()).toEqual([]);
  });

  test("does not keep the result from one place for the trouble in another", async () => {
    const { tell, close, messages, coming, untold } = await createTelling(await open(), {
      places: ["C1", "C2"],
    });
    await tell();
    await close();
    coming.push("throws");
    await expect(tell()).rejects.toThrow("no answer");
    expect(messages.map(({ state }) => state).toSorted()).toEqual(["finished", "running"]);
    await tell();
    expect(messages.map(({ state }) => state)).toEqual(["finished", "finished"]);
    expect(await untold()).toEqual([]);
  });
});
