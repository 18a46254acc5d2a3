import { afterAll, expect, test } from "vitest";
import type { Message } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { isResult, spoken } from "../support/conversation.ts";
import { letRun } from "../support/manual-clock.ts";
import { breakRoot } from "../support/neglected.ts";
import { startPager } from "../support/pager.ts";
import { describeEachWorld, type World } from "../support/world.ts";

const user = cast.operator;
const channel = places.security;
const HOUR = 3_600_000;

const pager = await startPager();
afterAll(pager.close);
const settings = {
  ROOTCHECK_ALERT_WEBHOOK: pager.url,
  ROOTCHECK_ALERT_WEBHOOK_SECRET: pager.secret,
};

function isFromWatch({ channel: place, blocks }: Message): boolean {
  return place === channel && spoken(blocks).includes("from a watch");
}

/** Lets an hour pass, and the watch's audit come to its end. */
async function hourPasses(world: World): Promise<void> {
  const closed = () => world.logged().split("Audit closed").length;
  const before = closed();
  await world.clock.leap(HOUR);
  using _running = letRun(world.clock, 10);
  await expect.poll(closed).toBeGreaterThan(before);
}

describeEachWorld("a watch", { organization: sampleOrganization, settings }, (world) => {
  test("says nothing unless something is wrong now; then its channel and the pager hear of it", async () => {
    const { slack, aws, ask, press, until } = world();
    const heardBefore = pager.calls.length;
    const message = await ask({ user, channel, text: "audit", until: isResult });
    await press({ user, message, label: "Start the clock" });
    const on = await ask({ user, channel, text: "watch on every 1h" });
    expect(on.text).toContain("is alerted only of what goes wrong from now on");
    await hourPasses(world());
    expect((await slack.state(user)).messages.filter(isFromWatch)).toEqual([]);

    breakRoot(aws.organization, "prod-web", world().clock.now());
    await hourPasses(world());
    const { messages } = await until(user, (snapshot) => snapshot.messages.some(isFromWatch));
    const alert = messages.find(isFromWatch);
    if (!alert) throw new Error("The alert was there and is gone.");
    expect(alert.text).toMatch(/^prod-web needs somebody now\./);
    const [name = ""] = /\bAL\d+\b/.exec(spoken(alert.blocks)) ?? [];
    await expect
      .poll(() => pager.calls.slice(heardBefore))
      .toMatchObject([{ id: name, isSigned: true, isConfirmed: true }]);
    const owned = await press({
      user,
      message: alert,
      label: "Acknowledge",
      until: ({ ts, text }) => ts === alert.ts && text.startsWith("Nothing here waits for somebody"),
    });
    expect(spoken(owned.blocks)).toContain("owns it");
    expect((await ask({ user, channel, text: "watch off" })).text).toMatch(/off/);
  });
});
