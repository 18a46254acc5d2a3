import { expect, test } from "vitest";
import type { Watch } from "../../src/domain/watch.ts";
import type { Message } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { createAlertMessenger } from "../../src/slack/alert-messenger.ts";
import type { WatchUseCases } from "../../src/slack/use-cases.ts";
import { WatchPlaceError } from "../../src/watches/change-watch.ts";
import { startSlack } from "../local-slack/support/harness.ts";
import { ask, press, spoken } from "../support/conversation.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { scannedLog } from "../support/secrecy/scan.ts";
import { accountScope, begin, choose, controlIn, organization, unit, unitScope, user } from "./sample-app.ts";
import { viewWith } from "./views/findings.ts";
import { sampleWatch } from "./views/schedules.ts";

const log = scannedLog("the log of the alerts");

/** The app with watches that keep what was wanted of them. */
async function watchingApp(existing: readonly Watch[] = []) {
  const wanted: unknown[] = [];
  const watches: WatchUseCases = {
    list: async () => existing,
    turnOn: async (settings, asker) => {
      wanted.push({ ...settings, ...asker });
      return { ...sampleWatch, ...settings };
    },
    turnOff: async (channel, asker) => {
      wanted.push({ off: channel, ...asker });
      return existing.find((watch) => watch.channel === channel);
    },
    hasWebhook: true,
  };
  return { ...(await begin({ watches })), wanted };
}

const asker = { by: user, place: places.security };
const berlin = (cron: string) => ({ cron, timeZone: "Europe/Berlin" });

test("a watch is turned on by a command, as usual or as the words want it", async () => {
  const { slack, wanted } = await watchingApp();
  for (const text of ["watch on", `watch on ${unit.id} every 12h`, "watch on 30 7 * * *"])
    await ask(slack, { user, text });
  const channel = places.security;
  expect(wanted).toEqual([
    { channel, scope: organization, schedule: berlin("0 */6 * * *"), ...asker },
    { channel, scope: unitScope, schedule: berlin("0 */12 * * *"), ...asker },
    { channel, scope: organization, schedule: berlin("30 7 * * *"), ...asker },
  ]);
  const several = await ask(slack, { user, text: "watch on prod" });
  expect(spoken(several.blocks)).toContain(`/rootcheck watch on ${unit.id}`);
  const none = await ask(slack, { user, text: "watch on Prdo every 12h" });
  expect(spoken(none.blocks)).toMatch(/is called Prdo\..*\/rootcheck watch on ou-\S+ every 12h /s);
  expect((await ask(slack, { user, text: "watch on every 5h" })).text).toMatch(/^Every 5 hours is not/);
  expect((await ask(slack, { user, text: "watch on every 2d" })).text).toMatch(/^“every 2d” is no .*cron/);
  const shown = await ask(slack, { user, text: "watch" });
  expect((await press(slack, { user, message: shown, label: "Turn on" })).text).toMatch(
    /is audited every 6 hours/,
  );
  expect(wanted.slice(3)).toEqual([
    { channel, scope: organization, schedule: berlin("0 */6 * * *"), ...asker },
  ]);
});

test("what is not said of a watch that there is stays as it is; its buttons audit and turn it off", async () => {
  const own: Watch = { ...sampleWatch, scope: accountScope };
  const { slack, wanted, asked } = await watchingApp([own]);
  const channel = places.security;
  const shown = await ask(slack, { user, text: "watch" });
  await press(slack, {
    user,
    message: shown,
    label: "Audit now",
    until: ({ text }) => text.startsWith("Audit"),
  });
  const off = await press(slack, { user, message: shown, label: "Turn off" });
  expect(off.text).toBe(`The watch of <#${channel}> is off. Nobody is alerted there any more.`);
  for (const text of ["watch off prod-web", "watch off now"])
    expect((await ask(slack, { user, text })).text).toMatch(/^Nothing was turned off: /);
  const changed = await ask(slack, { user, text: "watch on every 12h" });
  expect(changed.text).toMatch(/Until now its watch was of prod, every 6 hours UTC\.$/);
  await ask(slack, { user, text: "watch off" });
  expect(asked).toEqual([accountScope]);
  expect(wanted).toEqual([
    { off: channel, ...asker },
    { channel, scope: accountScope, schedule: berlin("0 */12 * * *"), ...asker },
    { off: channel, ...asker },
  ]);
  expect((await ask(slack, { user, text: "watch this" })).text).toMatch(/^There is no “watch this”/);
});

test("only operators turn watches on and off; everybody else is told why it cannot be", async () => {
  const { slack } = await begin({
    access: {
      mayAct: async (_, needs) =>
        needs === "viewer" ? { allowed: true } : { allowed: false, why: "no-role", whoCan: [cast.operator] },
    },
  });
  for (const text of ["watch on", "watch off"])
    expect((await ask(slack, { user, text })).text).toMatch(/^You have no role/);
  expect((await ask(slack, { user, text: "watch show" })).text).toMatch(/^This channel is watching/);
  const watches = {
    ...{ list: async () => [], turnOff: async () => undefined, hasWebhook: false },
    turnOn: async () => Promise.reject(new WatchPlaceError("this channel is archived")),
  };
  const unfit = await begin({ watches });
  expect((await ask(unfit.slack, { user, text: "watch on" })).text).toMatch(/this channel is archived/);
});

test("alerts are posted and shown anew, a pause is told, and a first watch is offered", async () => {
  const { web: client, control } = await startSlack();
  const messenger = createAlertMessenger({ client, clock: createManualClock(), log });
  const cause = { kind: "finding", findingId: 12, version: 3 } as const;
  const alerts = [{ id: 12, at: new Date(), cause }];
  const posted = await messenger.postAlerts(places.security, { alerts, views: new Map([[12, viewWith()]]) });
  if (posted.state !== "posted") throw new Error(`The alert was not posted: ${posted.state}`);
  const views = new Map([[12, viewWith({ state: "resolved", endedAt: new Date() })]]);
  expect(await messenger.updateAlerts(posted, { alerts, views })).toBe(true);
  expect(await messenger.postPaused(user, sampleWatch, "it is archived")).toMatchObject({ state: "posted" });
  await messenger.postOffer(user, [places.security, "C0NOWHERE00"]);
  const { messages } = await control.state(user);
  expect(messages.find(({ ts }) => ts === posted.ts)?.text).toMatch(/^Nothing here waits/);
  expect(messages.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/is paused: it is archived\./),
  );
  expect(JSON.stringify(messages.at(-1)?.blocks)).toMatch(/"text":"#[a-z-]+".*"text":"C0NOWHERE00"/);
});

test("the first offer turns into what came of it, and stays as long as nothing can", async () => {
  const troubles = [new WatchPlaceError("this channel is archived")];
  const watches: WatchUseCases = {
    ...{ list: async () => [], turnOff: async () => undefined, hasWebhook: false },
    turnOn: async (settings) => {
      const trouble = troubles.pop();
      if (trouble) throw trouble;
      return { ...sampleWatch, ...settings };
    },
  };
  const { slack, client } = await begin({ watches });
  await createAlertMessenger({ client, clock: createManualClock(), log }).postOffer(user, [places.security]);
  const offer = (await slack.state(user)).messages.at(-1);
  if (!offer) throw new Error("The offer was not posted.");
  const refused = await choose(slack, offer, "watch_offer", places.security);
  expect(refused?.text).toMatch(/this channel is archived/);
  const { block_id, type } = controlIn(offer.blocks, "watch_offer");
  const selected_option = { text: { type: "plain_text", text: "#security" }, value: places.security };
  const action = { type, action_id: "watch_offer", block_id, selected_option };
  await slack.action({ user, source: offer, action });
  const isTurned = ({ ts, text }: Message) => ts === offer.ts && /is audited every 6 hours/.test(text);
  const { messages } = await slack.until(user, (snapshot) => snapshot.messages.some(isTurned));
  expect(messages).toHaveLength(2);
  expect(JSON.stringify(messages)).not.toContain("static_select");
});
