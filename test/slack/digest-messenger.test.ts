import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { cast, places } from "../../src/local-slack/workspace.ts";
import type { PostedMessage, PostOutcome } from "../../src/outbox/post-outcome.ts";
import { createDigestMessenger } from "../../src/slack/digest-messenger.ts";
import { startSlack } from "../local-slack/support/harness.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { none, shownWith, trendOf } from "./views/digests.ts";
import { viewWith } from "./views/findings.ts";
import { now } from "./views/samples.ts";
import { sampleDigest } from "./views/schedules.ts";

const channel = places.security;
const DAY_MILLISECONDS = 86_400_000;

/** A messenger beside a local Slack whose workspace takes charts, or does not. */
async function begin({ chartsInMessages = true } = {}) {
  const { web: client, control } = await startSlack({ switches: { chartsInMessages } });
  const clock = createManualClock();
  const messenger = createDigestMessenger({ client, clock });
  const posts = async () => (await control.wire()).filter(({ name }) => name === "chat.postMessage").length;
  const shown = async () => (await control.state(cast.viewer)).messages;
  return { messenger, control, clock, posts, shown };
}

const trending = shownWith({ trend: trendOf(7) });

function placeOf(outcome: PostOutcome): PostedMessage {
  if (outcome.state !== "posted") throw new Error(`The digest was not posted: ${JSON.stringify(outcome)}`);
  return outcome;
}

describe("a digest", () => {
  test("comes with its chart, and is brought up to date in place", async () => {
    const { messenger, posts, shown } = await begin();
    const { outcome, hasChart } = await messenger.postDigest(trending, channel);
    expect({ hasChart, posts: await posts() }).toEqual({ hasChart: true, posts: 1 });
    const owned = viewWith({ state: "acknowledged", owner: { id: cast.operator, since: now } });
    const later = shownWith({ trend: trendOf(7), content: "standing" }, () => owned);
    expect(await messenger.updateDigest(placeOf(outcome), later)).toBe(true);
    const [message, ...others] = await shown();
    expect(others).toEqual([]);
    expect(JSON.stringify(message)).toContain("data_visualization");
    expect(JSON.stringify(message)).toContain("owns it since");
  });

  test("comes without where the workspace takes none, which is not asked again for a day", async () => {
    const { messenger, posts, shown, clock } = await begin({ chartsInMessages: false });
    const first = await messenger.postDigest(trending, channel);
    expect({ ...first, posts: await posts() }).toMatchObject({ hasChart: false, posts: 2 });
    expect(await messenger.updateDigest(placeOf(first.outcome), trending)).toBe(true);
    expect(await messenger.postDigest(trending, channel)).toMatchObject({ hasChart: false });
    expect(await posts()).toBe(3);
    await clock.advance(DAY_MILLISECONDS);
    expect(await messenger.postDigest(trending, channel)).toMatchObject({ hasChart: false });
    expect(await posts()).toBe(5);
    expect(JSON.stringify(await shown())).not.toContain("data_visualization");
  });

  test.each([
    ["that has no trend yet", shownWith()],
    ["of which all is well", shownWith({ open: none, trend: trendOf(7) })],
  ])("%s wants no chart, neither in the message nor in its thread", async (_what, shown) => {
    const { messenger, posts } = await begin({ chartsInMessages: false });
    expect(await messenger.postDigest(shown, channel)).toMatchObject({ hasChart: true });
    expect(await posts()).toBe(1);
  });

  test("that is posted already is edited without its chart where that is refused", async () => {
    const { messenger, control, shown } = await begin();
    const { outcome } = await messenger.postDigest(trending, channel);
    await control.faults([{ method: "chat.update", kind: "error", error: "invalid_blocks", times: 1 }]);
    expect(await messenger.updateDigest(placeOf(outcome), trending)).toBe(true);
    expect(JSON.stringify(await shown())).not.toContain("data_visualization");
  });

  test.each([
    ["invalid_blocks", 2, { state: "refused", detail: "invalid_blocks" }],
    ["is_archived", 1, { state: "refused", detail: "is_archived" }],
  ])("that Slack refuses with %s for another reason is refused", async (error, times, outcome) => {
    const { messenger, control, posts } = await begin();
    await control.faults([{ method: "chat.postMessage", kind: "error", error, times }]);
    expect(await messenger.postDigest(trending, channel)).toMatchObject({ outcome });
    expect(await posts()).toBe(times);
    expect(await messenger.postDigest(trending, channel)).toMatchObject({ hasChart: true });
  });

  test("whose answer is lost is not tried without its chart", async () => {
    const { messenger, control, shown } = await begin();
    await control.faults([{ method: "chat.postMessage", kind: "dropped", times: 1 }]);
    expect((await messenger.postDigest(trending, channel)).outcome).toMatchObject({ state: "uncertain" });
    expect(await shown()).toHaveLength(1);
  });

  test("that is gone is not edited, and one that Slack will not have edited is told", async () => {
    const { messenger, control } = await begin();
    const gone = { channel, ts: "1700000000.000100" };
    expect(await messenger.updateDigest(gone, trending)).toBe(false);
    const { outcome } = await messenger.postDigest(trending, channel);
    await control.faults([{ method: "chat.update", kind: "error", error: "invalid_blocks", times: 2 }]);
    await expect(messenger.updateDigest(placeOf(outcome), trending)).rejects.toMatchObject({
      code: "edit_refused",
    });
  });
});

test("the files come into its thread with what they are, a picture with what it shows", async () => {
  const { messenger, shown } = await begin({ chartsInMessages: false });
  const message = placeOf((await messenger.postDigest(trending, channel)).outcome);
  const folder = await mkdtemp(join(tmpdir(), "rootcheck-digest-files-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = [
    { name: "open.csv", title: "Every open <finding>", path: join(folder, "open.csv"), bytes: 4 },
    { name: "trend.png", title: "The trend", path: join(folder, "trend.png"), bytes: 4, alt: "From 7 to 1" },
  ];
  for (const { path } of files) await writeFile(path, "abc\n");
  expect(await messenger.postFiles(message, files)).toEqual({ state: "posted" });
  const reply = (await shown()).find(({ threadTs }) => threadTs === message.ts);
  expect(reply?.text).toMatch(/^Every open &lt;finding&gt;; The trend\. E-mail addresses/);
  const shared = z.array(z.object({ name: z.string(), alt: z.string().optional() })).parse(reply?.files);
  expect(shared.map(({ name, alt }) => [name, alt])).toEqual([
    ["open.csv", undefined],
    ["trend.png", "From 7 to 1"],
  ]);
});

test("its owner is told of trouble directly", async () => {
  const { messenger, control } = await begin();
  const slot = { digestId: 3, at: now, isExtra: false, state: "uncertain" } as const;
  const trouble = { kind: "uncertain", digest: sampleDigest.digest, slot } as const;
  expect(await messenger.postTrouble(cast.operator, trouble)).toMatchObject({ state: "posted" });
  expect((await control.state(cast.operator)).messages.map(({ text }) => text)).toEqual([
    expect.stringContaining("Slack never said whether digest D3 was posted"),
  ]);
  expect((await control.state(cast.viewer)).messages).toEqual([]);
});
