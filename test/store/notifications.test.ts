import { expect, test } from "vitest";
import { describeEachDatabase } from "../support/databases.ts";

describeEachDatabase("notifications", (open) => {
  test("delivers notifications of a channel to all who listen until they stop", async () => {
    const database = await open();
    const heard: string[] = [];
    const channel = 'Odd "channel"';
    const stop = await database.listen(channel, (payload) => heard.push(`first ${payload}`));
    await database.listen("other", (payload) => heard.push(`other ${payload}`));
    const last = Promise.withResolvers<string>();
    await database.listen(channel, (payload) =>
      payload === "c" ? last.resolve(payload) : heard.push(payload),
    );

    await database.query("select pg_notify($1, 'a')", [channel]);
    await database.query("select pg_notify('other', 'b')");
    await expect.poll(() => heard).toEqual(["first a", "a", "other b"]);
    await stop();
    await database.query("select pg_notify($1, 'c')", [channel]);
    await last.promise;
    expect(heard).toHaveLength(3);
  });

  test("delivers a transaction's notifications only if it commits", async () => {
    const database = await open();
    const heard: string[] = [];
    const subscribed = Promise.withResolvers<void>();
    await database.listen("channel", (payload) => heard.push(payload), subscribed.resolve);
    await subscribed.promise;
    const notify = (payload: string, outcome: () => void) =>
      database.transaction(async (tx) => {
        await tx.query("select pg_notify('channel', $1)", [payload]);
        outcome();
      });
    const refuse = () => {
      throw new Error("no");
    };
    await expect(notify("rolled back", refuse)).rejects.toThrow("no");
    await notify("committed", () => undefined);
    await expect.poll(() => heard).toEqual(["committed"]);
  });
});
