import { expect, test } from "vitest";
import { describeEachDatabase } from "../support/databases.ts";
import { DAY, digestsBench, type Engine } from "../support/digests.ts";
import { failing } from "../support/findings.ts";

const MINUTE = 60_000;

describeEachDatabase("a process that posts a digest", (open) => {
  /** What becomes of the slot, and what the next digest tells of F1 from before and F2 from after the death. */
  test.each<[string, RegExp | "after posting", "posted" | "uncertain", readonly number[]]>([
    ["before what it says is stored", /insert into digest_memory/, "posted", []],
    ["before it began to post", /insert into posts/, "posted", []],
    ["after Slack took it", "after posting", "uncertain", [2, 1]],
    ["before that was noted", /update posts set state/, "uncertain", [2, 1]],
    ["before the slot was settled", /update digest_slots set state/, "posted", [2]],
    ["while the slot was settled", /insert into shown_findings/, "posted", [2]],
    ["before the files were posted", /insert into posts.*, files/s, "posted", [2]],
    ["before the files were noted", /left_to_do = null/, "posted", [2]],
  ])("killed %s posts it once, and the next one goes on", async (_, dying, state, next) => {
    const bench = await digestsBench(await open());
    const { answer, make, nextDay, clock, audit, slack, said } = bench;
    await make();
    await nextDay();
    await answer(failing("root-mfa"));
    const mortal: Engine = bench.engine(dying instanceof RegExp ? { atSql: dying } : { afterPosting: true });
    await nextDay(mortal);
    expect(mortal.life.isOver).toBe(true);
    await answer(failing("root-email"));
    await clock.advance(70_000);
    const survivor = bench.engine();
    await survivor.tick();
    await bench.pass(MINUTE, survivor);
    expect(await bench.states()).toEqual(["posted", state]);
    expect(slack.posted).toHaveLength(2);
    expect(slack.troubles.map(({ trouble }) => trouble.kind)).toEqual(
      state === "uncertain" ? ["uncertain"] : [],
    );
    await clock.advance(DAY - 3 * MINUTE);
    await audit();
    await bench.pass(3 * MINUTE, survivor);
    expect(await bench.states()).toEqual(["posted", state, "posted"]);
    expect(said().changes?.appeared.findingIds).toEqual(next);
    const threads = slack.posted.map(({ thread }) => thread.length);
    expect(threads).toEqual(state === "uncertain" ? [0, 0, 1] : [0, 1, 1]);
  });
});
