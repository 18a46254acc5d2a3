import { describe, expect, test } from "vitest";
import type { Access } from "../../src/access/access.ts";
import type { Digest, DigestView } from "../../src/domain/digest.ts";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { digestsAt } from "../../src/slack/known-digest.ts";
import { newDigestForm } from "../../src/slack/open-digest-form.ts";
import type { DigestUseCases } from "../../src/slack/use-cases.ts";
import { ask, clickOn, spoken } from "../support/conversation.ts";
import { shown, typed } from "./deciding.ts";
import { begin, organization, unit, unitScope, user } from "./sample-app.ts";
import { sampleDigest, sampleSchedules } from "./views/schedules.ts";

const channel = places.security;

/** What can be done about digests; everything that is, is noted. */
function withDigests(
  digests: readonly Digest[],
  asked: unknown[] = [],
): { readonly digests: DigestUseCases } {
  const views: readonly DigestView[] = digests.map((digest) => ({ digest }));
  const find = (id: number) => views.find(({ digest }) => digest.id === id);
  const noting =
    (what: string) =>
    async (...given: readonly unknown[]) => {
      asked.push([what, ...given]);
      return sampleDigest;
    };
  return {
    digests: {
      list: async (of) => views.filter(({ digest }) => !of || digest.channel === of),
      find: async (id) => find(id),
      add: noting("add"),
      edit: noting("edit"),
      pause: noting("pause"),
      resume: noting("resume"),
      remove: noting("remove"),
      runNow: noting("now"),
    },
  };
}

/** The app with digests, and everything that is done about them. */
async function beginWith(digests: readonly Digest[], given: { readonly access?: Access } = {}) {
  const asked: unknown[] = [];
  const { slack } = await begin({ ...withDigests(digests, asked), ...given });
  return { slack, asked };
}

const { digest } = sampleDigest;
const elsewhere: Digest = { ...digest, id: 4, channel: places.incidents };
const asker = { by: user, place: channel };

const told = async (slack: ControlClient, text: string) =>
  spoken((await ask(slack, { user, text, channel })).blocks);

/** Opens a form by a command; answers the modal's id. */
async function open(slack: ControlClient, text: string): Promise<string> {
  await slack.command({ user, channel, text: `/rootcheck ${text}` });
  return shown(slack, "How old its facts may be");
}

describe("digest", () => {
  test("shows what the channel has", async () => {
    const { slack } = await beginWith([digest, elsewhere]);
    expect(await told(slack, "digest")).toMatch(/1 digest.*D3.*weekdays at 09:00 Europe\/Berlin/s);
    expect(await told(slack, "digest list")).not.toContain("D4");
    expect(await told(slack, "digest d3")).toMatch(/^D3.*Delete/s);
    expect(await told(slack, "digest sometimes")).toContain("it is list, add, edit, pause");
  });

  test.each([
    ["digest pause D9", "There is no digest D9. Here there is D3."],
    ["digest D4", "Digest D4 belongs to another channel."],
    ["digest now tomorrow", "Say which digest is meant by its id: D3."],
  ])("%s: %s", async (text, answer) => {
    const { slack, asked } = await beginWith([digest, elsewhere]);
    expect(await told(slack, text)).toContain(answer);
    expect(asked).toEqual([]);
  });

  test.each([
    ["digest pause D3", ["pause", 3, asker], "Digest D3 is paused."],
    ["digest resume", ["resume", 3, asker], "Digest D3 goes on."],
    ["digest now 3", ["now", 3, asker], "as soon as its facts are new enough"],
  ])("%s does it", async (text, change, answer) => {
    const { slack, asked } = await beginWith([digest]);
    expect(await told(slack, text)).toContain(answer);
    expect(asked).toEqual([change]);
  });

  test.each([
    ["Pause", ["pause", 3, asker], "Digest D3 is paused."],
    ["Post now", ["now", 3, asker], "Digest D3 comes to"],
    ["Delete", ["remove", 3, asker], "Digest D3 is deleted."],
  ])("its button %s does it, and shows the list anew", async (label, change, answer) => {
    const { slack, asked } = await beginWith([digest]);
    const text = label === "Delete" ? "digest delete" : "digest";
    const list = await ask(slack, { user, text, channel });
    expect(asked).toEqual([]);
    await slack.action(clickOn(list, user, label));
    const { messages } = await slack.until(user, (snapshot) => JSON.stringify(snapshot).includes(answer));
    expect(spoken(messages.at(-1)?.blocks)).toContain("1 digest in this channel");
    expect(asked).toEqual([change]);
  });

  test("is only shown to who may not change it", async () => {
    const whoCan = [cast.approver];
    const mayAct: Access["mayAct"] = async (_, needs) =>
      needs === "viewer" ? { allowed: true } : { allowed: false, why: "no-role", whoCan };
    const { slack, asked } = await beginWith([digest], { access: { mayAct } });
    expect(await told(slack, "digest")).toContain("D3");
    for (const word of ["add", "edit", "pause", "resume", "delete", "now"])
      expect(await told(slack, `digest ${word}`), word).toContain(
        "You have no role in rootcheck that allows this.",
      );
    expect(asked).toEqual([]);
  });

  test.each([
    [channel, { views: [{ digest }], channel }],
    [`D${user.slice(1)}`, { views: [{ digest }, { digest: elsewhere }] }],
  ])("speaks in %s of those that belong there", async (place, expected) => {
    expect(await digestsAt({ useCases: withDigests([digest, elsewhere]) }, place)).toEqual(expected);
  });

  test.each([
    [channel, { isFit: true } as const, undefined],
    [places.general, { isFit: true } as const, undefined],
    [
      `D${user.slice(1)}`,
      { isFit: true } as const,
      /^A digest belongs to a channel, .* It works in <#C01SECURITY>\.$/,
    ],
    [
      channel,
      { isFit: false, why: "this channel is archived", isPassing: false } as const,
      /^A digest cannot be posted here: this channel is archived\. None of/,
    ],
  ])("is added in %s where that is %o", async (place, fitness, why) => {
    const fit = { channels: [channel], fitnessOf: async () => fitness };
    const opened = await newDigestForm({ useCases: sampleSchedules, places: fit }, { user, channel: place });
    if (why) expect(opened).toMatchObject({ unfit: { text: expect.stringMatching(why) } });
    else expect(opened).toHaveProperty("form");
  });
});

describe("the form of a digest", () => {
  const cron = { selected_option: { text: { type: "plain_text", text: "Else" }, value: "cron" } };

  test("says what is wrong beside its fields, then shows the next times, and saves only then", async () => {
    const { slack, asked } = await beginWith([]);
    const view = await open(slack, "digest add");
    const bad = await slack.submit({ user, view, values: typed({ when: cron, cron: { value: "soon" } }) });
    expect(bad.answer).toMatchObject({
      response_action: "errors",
      errors: { cron: expect.stringContaining("five") },
    });
    const values = typed({ when: cron, cron: { value: "30 8 * * 1,4" }, scope: { value: unit.id } });
    await slack.submit({ user, view, values });
    const next = await shown(slack, "The next three times");
    const { modals } = await slack.state(user);
    expect(spoken(modals.at(-1)?.view)).toMatch(/Prod {2}· {2}Mondays and Thursdays at 08:30 Europe\/Berlin/);
    expect(spoken(modals.at(-1)?.view).match(/08:30 Europe\/Berlin/g)).toHaveLength(4);
    expect(asked).toEqual([]);
    await slack.submit({ user, view: next });
    await shown(slack, "is saved.");
    const schedule = { cron: "30 8 * * 1,4", timeZone: "Europe/Berlin" };
    const settings = {
      scope: unitScope,
      schedule,
      content: "changes",
      isSilentWhenGreen: false,
      maxAgeHours: 6,
    };
    expect(asked).toEqual([["add", { ...settings, channel }, asker]]);
  });

  test("asks again for a scope that is nobody's or several, with what was filled in", async () => {
    const { slack, asked } = await beginWith([]);
    const view = await open(slack, "digest add nowhere");
    await slack.submit({ user, view, values: typed({ content: chosen("standing") }) });
    const again = await shown(slack, "No account or unit is called ");
    const { modals } = await slack.state(user);
    expect(JSON.stringify(modals.at(-1)?.view)).toContain('"initial_value":"nowhere"');
    await slack.submit({ user, view: again, values: typed({ scope: { value: "prod" } }) });
    const third = await shown(slack, "Give the id of one:");
    await slack.submit({ user, view: third, values: typed({ scope: { value: null } }) });
    await slack.submit({ user, view: await shown(slack, "The next three times") });
    await shown(slack, "is saved.");
    expect(asked).toMatchObject([["add", { scope: organization, content: "standing" }, asker]]);
  });

  test("is filled in as the digest is where that is edited", async () => {
    const { slack, asked } = await beginWith([{ ...digest, isSilentWhenGreen: true, content: "standing" }]);
    const list = await ask(slack, { user, text: "digest", channel });
    await slack.action(clickOn(list, user, "Edit…"));
    await slack.submit({ user, view: await shown(slack, "How old its facts may be") });
    await slack.submit({ user, view: await shown(slack, "The next three times") });
    await shown(slack, "is saved.");
    const { scope, schedule, maxAgeHours } = digest;
    const settings = { scope, schedule, content: "standing", isSilentWhenGreen: true, maxAgeHours };
    expect(asked).toEqual([["edit", 3, settings, asker]]);
  });

  test("says before an edit is saved which channel it is for, wherever that was asked", async () => {
    const { digests } = withDigests([elsewhere]);
    const everywhere = async () => [{ digest: elsewhere }]; // as in a direct message
    const { slack } = await begin({ digests: { ...digests, list: everywhere } });
    await slack.submit({ user, view: await open(slack, "digest edit D4") });
    await shown(slack, "The next three times");
    await shown(slack, elsewhere.channel);
  });

  test("offers every time zone as one types", async () => {
    const { slack } = await beginWith([]);
    const view = await open(slack, "digest add");
    const place = { blockId: "time_zone", actionId: "time_zone" };
    const { answer } = await slack.options({ user, source: { view }, ...place, value: "katm" });
    expect(answer).toMatchObject({ options: [{ value: "Asia/Katmandu" }] });
  });
});

function chosen(value: string) {
  return { selected_option: { text: { type: "plain_text", text: value }, value } };
}
