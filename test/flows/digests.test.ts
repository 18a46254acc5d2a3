import { describe, expect, test } from "vitest";
import { overBudget } from "../../src/local-slack/block-kit/budget.ts";
import type { Message, OpenView, Snapshot } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { spoken } from "../support/conversation.ts";
import { type Filled, sendForm, wordsOf } from "../support/forms.ts";
import { breakRoot, neglectedOrganization } from "../support/neglected.ts";
import { describeWorld, type World } from "../support/world.ts";

const user = cast.operator;
const HOUR = 3_600_000;
const HOURLY: Filled = { when: "cron", cron: "0 * * * *", age: "1" };
const settings = { ROOTCHECK_CHANNELS: [places.security, places.incidents].join() };

/** The modal on top, once it says that. */
async function formSaying(world: World, words: string): Promise<OpenView> {
  const onTop = ({ modals }: Snapshot) => modals.at(-1);
  const isIt = (form: OpenView | undefined) => form !== undefined && wordsOf(form).includes(words);
  const form = onTop(await world.until(user, (snapshot) => isIt(onTop(snapshot))));
  if (!form) throw new Error(`The modal that says "${words}" was there and is gone.`);
  return form;
}

/** Goes through both steps of the form that is open, and answers what is said in the end. */
async function save(world: World, filled: Filled): Promise<string> {
  await sendForm(world.slack, { user, form: await formSaying(world, "About what"), filled });
  await sendForm(world.slack, { user, form: await formSaying(world, "The next three times") });
  const end = await formSaying(world, "is saved");
  await world.slack.close({ user, view: end.id });
  return wordsOf(end);
}

async function add(world: World, channel: string, filled: Filled = HOURLY): Promise<void> {
  await world.slack.command({ user, channel, text: "/rootcheck digest add" });
  await save(world, filled);
}

/** A channel's digests, the oldest first. */
function digestsIn({ messages }: Snapshot, channel: string): readonly Message[] {
  return messages.filter(
    (message) => message.channel === channel && !message.threadTs && message.text.startsWith("Root users"),
  );
}

/** The nth digest of a channel, once its files are in its thread; an hour goes by before. */
async function nextHour(world: World, channel: string, nth: number): Promise<Message> {
  await world.clock.leap(HOUR);
  return arrived(world, channel, nth);
}

async function arrived(world: World, channel: string, nth: number): Promise<Message> {
  const isWhole = (snapshot: Snapshot) => {
    const message = digestsIn(snapshot, channel)[nth - 1];
    return snapshot.messages.some(({ threadTs, files }) => threadTs === message?.ts && files.length > 0);
  };
  const message = digestsIn(await world.until(user, isWhole), channel)[nth - 1];
  if (!message) throw new Error("The digest was there and is gone.");
  return message;
}

function filesOf({ messages }: Snapshot, { ts }: Message) {
  return messages.filter(({ threadTs }) => threadTs === ts).flatMap(({ files }) => files);
}

/** The newest thing that the app told the person directly which says that, once it is there. */
async function toldDirectly(world: World, words: RegExp): Promise<string> {
  const fits = ({ channel, blocks }: Message) => channel.startsWith("D") && words.test(spoken(blocks));
  const { messages } = await world.until(user, (snapshot) => snapshot.messages.some(fits));
  return spoken(messages.findLast(fits)?.blocks);
}

describeWorld("a digest", { organization: sampleOrganization, settings }, (world) => {
  test("is made in two steps, says what changed since the last, and is edited, paused, resumed and deleted", async () => {
    const { slack, aws, ask, press } = world();
    const channel = places.security;
    await slack.command({ user, channel, text: "/rootcheck digest add" });
    const form = await formSaying(world(), "About what");
    const tooOften = await sendForm(slack, { user, form, filled: { ...HOURLY, cron: "*/5 * * * *" } });
    expect(tooOften.answer).toMatchObject({
      errors: { cron: expect.stringContaining("more than once an hour") },
    });
    expect(await save(world(), HOURLY)).toMatch(
      /Digest D\d+ for .* is saved\. It comes next .* 12:00 Europe/s,
    );
    const list = await ask({ user, channel, text: "digest" });
    expect(list.text).toBe("1 digest in this channel.");

    const first = await nextHour(world(), channel, 1);
    expect(spoken(first.blocks)).toContain("the first digest: how it stands");
    expect(filesOf(await slack.state(user), first)).toMatchObject([
      { name: expect.stringMatching(/\.csv$/) },
    ]);
    const second = await nextHour(world(), channel, 2);
    expect(second.text).toMatch(/: nothing changed: \d+ open/);
    breakRoot(aws.organization, "prod-web", world().clock.now());
    const third = await nextHour(world(), channel, 3);
    expect(third.text).toMatch(/: \d new\./);
    expect(spoken(third.blocks)).toContain("prod-web");
    const owned = await press({
      user,
      message: third,
      label: "Acknowledge",
      until: ({ ts, blocks }) => ts === third.ts && spoken(blocks).includes("owns it"),
    });
    expect(spoken(owned.blocks)).toContain(`<@${user}>`);

    await press({ user, message: list, label: "Pause", until: ({ text }) => text.includes("is paused.") });
    await world().clock.leap(2 * HOUR);
    expect((await ask({ user, channel, text: "digest resume" })).text).toContain("goes on. It comes next");
    await ask({ user, channel, text: "digest now" });
    await arrived(world(), channel, 4);
    await slack.command({ user, channel, text: "/rootcheck digest edit" });
    expect(await save(world(), { when: "mondays", cron: "", content: "standing" })).toContain(
      "Mon 23 Nov 09:00",
    );
    const asked = await ask({ user, channel, text: "digest delete" });
    const gone = await press({ user, message: asked, label: "Delete" });
    expect(gone.text).toContain("is deleted. No digest yet in this channel.");
    expect(digestsIn(await slack.state(user), channel)).toHaveLength(4);
  });

  test("whose channel cannot have it, or of which Slack does not say what became, is told to its owner", async () => {
    const { slack, ask } = world();
    const channel = places.incidents;
    await add(world(), channel);
    await slack.channel({ id: channel, change: { archived: true } });
    await world().clock.leap(HOUR);
    expect(await toldDirectly(world(), /paused/)).toContain("archived");
    await slack.channel({ id: channel, change: { archived: false } });
    await ask({ user, channel, text: "digest resume" });
    await slack.faults([{ method: "chat.postMessage", channel, kind: "dropped", times: 1 }]);
    await world().clock.leap(HOUR);
    await toldDirectly(world(), /never|may be there|not repeated|uncertain/i);
    await world().clock.leap(HOUR / 4);
    await nextHour(world(), channel, 2);
    expect(digestsIn(await slack.state(user), channel)).toHaveLength(2);
  });
});

describe("where it is hard to say", () => {
  const withoutCharts = { switches: { chartsInMessages: false } };
  describeWorld(
    "a workspace without charts",
    { organization: sampleOrganization, settings, slack: withoutCharts },
    (world) => {
      test("gets them as a picture in the thread, with its words", async () => {
        await add(world(), places.security);
        const message = await nextHour(world(), places.security, 1);
        const files = filesOf(await world().slack.state(user), message);
        const picture = files.find(({ name }) => name.endsWith(".png"));
        expect(picture?.alt).toMatch(/^Accounts that need attention: \d+ on /);
        expect(picture?.bytes).toBeGreaterThan(1_000);
      });
    },
  );

  describeWorld("5,000 findings", { organization: neglectedOrganization, settings }, (world) => {
    // Hundreds of accounts are read for it, which takes half a minute of a processor that others use too.
    test("fit into one digest", { timeout: 180_000 }, async () => {
      await add(world(), places.security, { ...HOURLY, content: "standing" });
      const { text, blocks = [] } = await nextHour(world(), places.security, 1);
      expect(Number(/([\d,]+) open/.exec(text)?.[1]?.replace(",", ""))).toBeGreaterThan(5_000);
      expect(overBudget(blocks)).toEqual([]);
    });
  });
});
