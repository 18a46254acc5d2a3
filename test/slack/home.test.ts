import { describe, expect, test } from "vitest";
import type { Permission } from "../../src/access/access.ts";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import { ask, press, spoken } from "../support/conversation.ts";
import { beginDeciding, shown, texts } from "./deciding.ts";
import { begin, controlIn, pageShown, user } from "./sample-app.ts";
import { sampleBaseline } from "./views/findings.ts";
import { audited, sampleStanding } from "./views/standings.ts";

/** Presses a button of a view. */
function pressOn(slack: ControlClient, view: string | undefined, action: ReturnType<typeof controlIn>) {
  return slack.action({ user, source: { view: view ?? "" }, action });
}

const refused: Permission = { allowed: false, why: "no-role", whoCan: ["U01OLIVIA00"] };
describe("the Home tab", () => {
  test("shows what is one's own, and is brought up to date by what is decided in it", async () => {
    const { slack, decided } = await beginDeciding();
    await slack.home({ user });
    const { home } = await slack.until(user, (snapshot) => snapshot.home !== undefined);
    const { blocks } = texts.parse(home?.view);
    expect(spoken(blocks)).toContain("3 findings of yours, 1 request waiting for you");
    const { block_id, ...button } = controlIn(blocks, "request_approve");
    await slack.action({ user, source: { view: home?.id ?? "" }, action: { ...button, block_id } });
    await shown(slack, "Allowed for F12.");
    await slack.until(user, (snapshot) => snapshot.home?.hash !== home?.hash);
    expect(decided).toMatchObject([{ findingId: 13, version: 3, decision: { kind: "approve" } }]);
  });

  test("says who could give a role to somebody without one", async () => {
    const { slack } = await begin({ access: { mayAct: async () => refused } });
    await slack.home({ user });
    const { home } = await slack.until(user, (snapshot) => snapshot.home !== undefined);
    expect(JSON.stringify(home?.view)).toContain("You have no role in rootcheck that allows this.");
  });

  test("opens lists in a modal, which is turned in place", async () => {
    const { slack } = await begin();
    await slack.home({ user });
    const { home } = await slack.until(user, (snapshot) => snapshot.home !== undefined);
    const { block_id, ...button } = controlIn(texts.parse(home?.view).blocks, "findings_list");
    await slack.action({ user, source: { view: home?.id ?? "" }, action: { ...button, block_id } });
    const view = await shown(slack, "1 to 5");
    const top = (await slack.state(user)).modals.at(-1);
    const next = controlIn(texts.parse(top?.view).blocks, "findings_list_next");
    await slack.action({ user, source: { view }, action: next });
    expect(await shown(slack, "6 to 10")).toBe(view);
  });
});

describe("a decision in a list that a modal shows", () => {
  test("turns the modal, however often, and leaves the list below what came of it", async () => {
    const { slack, decided } = await beginDeciding();
    await slack.home({ user });
    const { home } = await slack.until(user, (snapshot) => snapshot.home !== undefined);
    await pressOn(slack, home?.id, controlIn(texts.parse(home?.view).blocks, "findings_list"));
    const list = await shown(slack, "1 to 5");
    for (const count of [1, 2, 3, 4]) {
      const { blocks } = texts.parse((await slack.state(user)).modals.at(-1)?.view);
      await pressOn(slack, list, controlIn(blocks, "finding_ack"));
      await expect.poll(() => decided.length).toBe(count);
      expect(await shown(slack, "You own F12 now")).toBe(list);
    }
    expect((await slack.state(user)).modals.map(({ id }) => id)).toEqual([list]);
  });
});

describe("a modal that Slack does not open", () => {
  test("because three lie on one another already: the one that was pressed in is turned", async () => {
    const { slack, asked } = await begin();
    await slack.shortcut({ user, callbackId: "overview" });
    const below = await shown(slack, "need attention");
    const action = controlIn(
      texts.parse((await slack.state(user)).modals.at(-1)?.view).blocks,
      "audit_again",
    );
    for (const _ of [2, 3, 4]) await pressOn(slack, below, action);
    await expect.poll(() => asked.length).toBe(3);
    const { modals } = await slack.until(user, (snapshot) =>
      snapshot.modals.every(({ view }) => JSON.stringify(view).includes("(audit A88)")),
    );
    expect(modals).toHaveLength(3);
  });

  test("at all: what it was to show is not done", async () => {
    const { slack, decided } = await beginDeciding();
    await slack.home({ user });
    const { home } = await slack.until(user, (snapshot) => snapshot.home !== undefined);
    await slack.faults([{ method: "views.open", kind: "error", error: "expired_trigger_id", times: 1 }]);
    const button = controlIn(texts.parse(home?.view).blocks, "request_approve");
    await pressOn(slack, home?.id, button);
    await pressOn(slack, home?.id, button);
    await shown(slack, "Allowed for F12.");
    expect(decided).toHaveLength(1);
  });
});

test("a shortcut shows the overview in a modal, whose buttons answer on top of it", async () => {
  const { slack } = await begin();
  await slack.shortcut({ user, callbackId: "overview" });
  const below = await shown(slack, "3 of 42 accounts need attention");
  const top = (await slack.state(user)).modals.at(-1);
  const action = controlIn(texts.parse(top?.view).blocks, "audit_again");
  await slack.action({ user, source: { view: below }, action });
  await shown(slack, "(audit A88)");
  expect((await slack.state(user)).modals.map(({ id }) => id)[0]).toBe(below);
});

test("the shortcut of a message does the same", async () => {
  const { slack } = await begin();
  const { channel, ts } = await ask(slack, { user, text: "" });
  await slack.shortcut({ user, callbackId: "overview_from_message", message: { channel, ts } });
  expect(await pageShown(slack, "3 of 42")).toContain("accounts need attention");
});

test("the baseline stands in the overview until somebody starts the clock", async () => {
  const { slack } = await begin({
    overview: async () => ({
      baseline: sampleBaseline,
      latest: { audit: audited, standing: sampleStanding },
    }),
  });
  const message = await ask(slack, { user, text: "" });
  expect(spoken(message.blocks)).toContain("43 findings from the first audit, by cause");
  const answer = await press(slack, { user, message, label: "Start the clock" });
  expect(answer.text).toMatch(/^The clock runs\. /);
});
