import { expect, test } from "vitest";
import { ROOTCHECK } from "../../src/domain/audit-log.ts";
import { listLogEntries } from "../../src/store/audit-log.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { ann, type Coming, DAY, digestsBench, HOUR } from "../support/digests.ts";
import { failing, people } from "../support/findings.ts";

const MINUTE = 60_000;

describeEachDatabase("trouble with a digest", (open) => {
  test("of an unknown outcome is told to its owner once, not repeated, and the next one tells it all again", async () => {
    const bench = await digestsBench(await open());
    const { answer, make, nextDay, slack, said } = bench;
    await answer(failing("root-access-key"));
    await make();
    await nextDay();
    await answer(failing("root-mfa"));
    slack.coming.push("uncertain");
    await nextDay();
    await bench.pass(10 * MINUTE);
    expect(slack.posted).toHaveLength(1);
    expect(slack.troubles).toMatchObject([
      {
        person: ann,
        trouble: { kind: "uncertain", slot: { state: "uncertain", why: "as the test wants it" } },
      },
    ]);
    await nextDay();
    expect(said()).toMatchObject({ changes: { appeared: { findingIds: [2] } }, skipped: 0 });
    expect(await bench.states()).toEqual(["posted", "uncertain", "posted"]);
  });

  test.each<[string, "paused" | "failed", string]>([
    ["is_archived", "paused", "the channel is archived"],
    ["msg_too_long", "failed", "msg_too_long"],
  ])("that Slack calls %s has it %s", async (refused, kind, why) => {
    const bench = await digestsBench(await open());
    const { make, nextDay, slack } = bench;
    await make();
    slack.coming.push({ refused });
    await nextDay();
    expect(await bench.slots()).toMatchObject([{ state: "failed", why }]);
    expect((await bench.find()).paused).toEqual(
      kind === "paused" ? { at: new Date("2026-11-24T09:00:00Z"), why } : undefined,
    );
    expect(slack.troubles).toMatchObject([{ person: ann, trouble: { kind, why } }]);
    await nextDay();
    expect(await bench.states()).toEqual(kind === "paused" ? ["failed"] : ["failed", "posted"]);
  });

  test("in reaching Slack keeps it waiting, until it is too late", async () => {
    const bench = await digestsBench(await open());
    const { make, nextDay, slack } = bench;
    await make();
    slack.coming.push("not-sent", "not-sent");
    await nextDay();
    await bench.pass(5 * MINUTE);
    expect(await bench.states()).toEqual(["posted"]);
    slack.coming.push(...Array.from({ length: 100 }, (): Coming => "not-sent"));
    await nextDay();
    await bench.pass(3 * HOUR);
    slack.coming.length = 0;
    await nextDay();
    expect(await bench.states()).toEqual(["posted", "skipped", "posted"]);
    expect(bench.said().skipped).toBe(1);
    expect(slack.troubles).toEqual([]);
  });

  test("with its channel pauses it, until somebody resumes it; what was missed is not made up for", async () => {
    const bench = await digestsBench(await open());
    const { make, nextDay, fitness, slack } = bench;
    const { digests } = bench.engine();
    const id = await make();
    const why = "this channel is shared with another company";
    fitness.set("C1", { isFit: false, why, isPassing: false });
    await nextDay();
    expect(slack.troubles).toMatchObject([{ person: ann, trouble: { kind: "paused", why } }]);
    expect((await listLogEntries(bench.db, { after: 0, limit: 10 })).at(-1)).toMatchObject({
      ...{ actor: ROOTCHECK, action: "digest-changed", subject: "D1" },
      details: JSON.stringify({ change: "paused", why }),
    });
    await expect(digests.resume(id, { by: ann, place: "C1" })).rejects.toThrow(why);
    await nextDay();
    fitness.clear();
    await digests.resume(id, { by: ann, place: "C1" });
    await nextDay();
    expect(await bench.states()).toEqual(["failed", "posted"]);
    expect(slack.posted).toHaveLength(1);
  });

  test("with Slack's saying whether its channel is fit passes", async () => {
    const bench = await digestsBench(await open());
    const { make, nextDay, fitness } = bench;
    await make();
    fitness.set("C1", { isFit: false, why: "Slack could not say", isPassing: true });
    await nextDay();
    expect(await bench.states()).toEqual(["due"]);
    fitness.clear();
    await bench.pass(MINUTE);
    expect(await bench.states()).toEqual(["posted"]);
    fitness.set("C1", { isFit: false, why: "Slack could not say", isPassing: true });
    await nextDay();
    await bench.pass(3 * HOUR);
    expect(await bench.states()).toEqual(["posted", "skipped"]);
  });

  test("goes to an operator where the owner has left, and to the log where nobody is left", async () => {
    const bench = await digestsBench(await open());
    const { make, nextDay, slack } = bench;
    await make();
    slack.slack.gone.add(ann);
    slack.coming.push({ refused: "msg_too_long" });
    await nextDay();
    expect(slack.troubles.map(({ person }) => person)).toEqual([people.bob]);
    slack.slack.gone.add(people.bob);
    slack.coming.push({ refused: "msg_too_long" });
    await nextDay();
    await bench.pass(MINUTE);
    expect(slack.troubles).toHaveLength(1);
  });

  // Slack takes a message to somebody who has left as if it were read.
  test.each(["deactivated", "guest"] as const)("goes to an operator where the owner is %s", async (kind) => {
    const bench = await digestsBench(await open());
    const { make, nextDay, slack } = bench;
    await make();
    slack.slack.kinds.set(ann, kind);
    slack.coming.push({ refused: "msg_too_long" });
    await nextDay();
    expect(slack.troubles.map(({ person }) => person)).toEqual([people.bob]);
  });

  test("with a channel that came to be shared keeps the files of the message before out of it", async () => {
    const bench = await digestsBench(await open());
    const { answer, make, nextDay, fitness, slack } = bench;
    await make();
    await answer(failing("root-mfa"));
    slack.uploads.push("not-sent");
    await nextDay();
    fitness.set("C1", { isFit: false, why: "Slack could not say", isPassing: true });
    await bench.pass(5 * MINUTE);
    fitness.set("C1", { isFit: false, why: "this channel is shared with another company", isPassing: false });
    await bench.pass(5 * MINUTE);
    fitness.clear();
    await bench.pass(5 * MINUTE);
    expect(slack.posted).toMatchObject([{ thread: [] }]);
    await nextDay();
    expect(slack.posted).toMatchObject([{ thread: [] }, { thread: ["rootcheck-findings.csv"] }]);
  });

  test("with one does not keep another waiting", async () => {
    const bench = await digestsBench(await open());
    const { make, nextDay, slack } = bench;
    await make();
    await make({ channel: "C2" });
    slack.coming.push("not-sent");
    await nextDay();
    expect(await bench.states(1)).toEqual(["due"]);
    expect(await bench.states(2)).toEqual(["posted"]);
  });

  test("does not come of stopping: what is begun is ended, the next is left to another process", async () => {
    const bench = await digestsBench(await open());
    const { make, nextDay, slack } = bench;
    for (const channel of ["C1", "C2"]) await make({ channel });
    const stopping = new AbortController();
    const stopped = bench.engine({ onPosting: () => stopping.abort() });
    await nextDay({ ...stopped, tick: () => stopped.digests.tick(stopping.signal) });
    expect([await bench.states(1), await bench.states(2)]).toEqual([["posted"], ["due"]]);
    await bench.pass(MINUTE);
    expect(slack.posted.map(({ channel }) => channel)).toEqual(["C1", "C2"]);
  });

  test("with its files is none of the digest's; without a picture there is the list", async () => {
    const bench = await digestsBench(await open());
    const { answer, make, nextDay, slack, drawn, trend } = bench;
    const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
    await make();
    await answer(failing("root-mfa"));
    slack.uploads.push("not-sent", { refused: "invalid" });
    await nextDay();
    await bench.pass(MINUTE);
    expect(slack.posted[0]?.thread).toEqual([]);
    trend.push({ day: "2026-11-25", accounts: none, failures: none, inScope: 1, read: 1 });
    slack.uploads.push("not-sent");
    await nextDay();
    expect(drawn).toEqual([]);
    slack.slack.hasCharts = false;
    await bench.pass(MINUTE);
    await nextDay();
    expect(slack.posted.map(({ thread }) => thread)).toEqual([
      [],
      ["rootcheck-findings.csv"],
      ["rootcheck-findings.csv", "rootcheck-chart.png"],
    ]);
    expect(drawn).toEqual([trend]);
    expect(await bench.states()).toEqual(["posted", "posted", "posted"]);
  });

  test("is over where it was deleted or paused before its time was posted", async () => {
    const bench = await digestsBench(await open());
    const { make, clock, slack } = bench;
    const engine = bench.engine();
    for (const channel of ["C1", "C2"]) await make({ channel });
    slack.coming.push("not-sent", "not-sent");
    await bench.nextDay(engine);
    await engine.digests.remove(1, { by: ann, place: "C1" });
    await engine.digests.pause(2, { by: ann, place: "C1" });
    await clock.advance(DAY);
    await engine.tick();
    expect([await bench.slots(1), await bench.slots(2)]).toMatchObject([
      [{ state: "skipped", why: "the digest was deleted" }],
      [{ state: "skipped", why: "the digest was paused" }],
    ]);
    expect(slack.posted).toEqual([]);
  });
});
