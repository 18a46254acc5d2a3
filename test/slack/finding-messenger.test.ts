import { expect, test } from "vitest";
import type { FindingEvent } from "../../src/domain/finding-events.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { createLog } from "../../src/log.ts";
import { createFindingMessenger } from "../../src/slack/finding-messenger.ts";
import { startSlack } from "../local-slack/support/harness.ts";
import { spoken } from "../support/conversation.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { daysFromNow, request, viewWith } from "./views/findings.ts";
import { now } from "./views/samples.ts";

/** A messenger beside a local Slack that knows what one person is called. */
async function begin() {
  const { web: client, control } = await startSlack();
  const messenger = createFindingMessenger({
    client,
    clock: createManualClock(),
    people: {
      detailsOf: async (id) => {
        if (id !== cast.operator) throw new Error("user_not_found");
        return { name: "Olivia", timeZone: "Europe/Berlin", isActive: true };
      },
    },
    log: createLog("silent"),
  });
  return { messenger, control };
}

const asked = viewWith({ request });
const declined: FindingEvent = { at: now, by: cast.approver, what: { kind: "decline", reason: "Too long" } };

test("a request is asked in a channel, recorded in its thread by plain names, and turned into its outcome", async () => {
  const { messenger, control } = await begin();
  const posted = await messenger.postRequest({ channel: places.security }, asked, [cast.approver]);
  if (posted.state !== "posted") throw new Error(`The request was not posted: ${posted.state}`);
  const assigned: FindingEvent = { at: now, by: cast.operator, what: { kind: "assign", to: cast.viewer } };
  expect(await messenger.recordInThread(posted, asked, assigned)).toMatchObject({ state: "posted" });
  expect(await messenger.updateRequest(posted, viewWith(), declined)).toBe(true);
  const { messages } = await control.state(cast.viewer);
  const record = messages.find(({ threadTs }) => threadTs === posted.ts);
  expect(record?.text).toBe("F12, prod-payments: Olivia gave it to somebody.");
  const outcome = messages.find(({ ts }) => ts === posted.ts);
  expect(spoken(outcome?.blocks)).toContain("declined what was asked: “Too long”");
  expect(JSON.stringify(outcome)).not.toContain("Approve");
});

test("a request that is not there any more cannot be turned, and that is told", async () => {
  const { messenger } = await begin();
  const gone = { channel: places.security, ts: "1700000000.000100" };
  expect(await messenger.updateRequest(gone, viewWith(), declined)).toBe(false);
});

test.each([
  ["message_not_found", false],
  ["cant_update_message", false],
  ["edit_window_closed", false],
  ["channel_not_found", false],
  ["not_in_channel", "edit_refused"],
  ["is_archived", "edit_refused"],
  ["invalid_blocks", "edit_refused"],
] as const)("an edit that Slack answers with %s comes to %s", async (error, outcome) => {
  const { messenger, control } = await begin();
  const posted = await messenger.postRequest({ channel: places.security }, asked, [cast.approver]);
  if (posted.state !== "posted") throw new Error(`The request was not posted: ${posted.state}`);
  await control.faults([{ method: "chat.update", kind: "error", error, times: 1 }]);
  const edit = messenger.updateRequest(posted, viewWith(), declined);
  if (outcome === false) expect(await edit).toBe(false);
  else await expect(edit).rejects.toMatchObject({ code: outcome });
});

test("whoever asked is told the answer directly", async () => {
  const { messenger, control } = await begin();
  expect(await messenger.postAnswer(cast.operator, viewWith(), declined)).toMatchObject({ state: "posted" });
  const seenBy = async (user: string) => (await control.state(user)).messages.map(({ text }) => text);
  expect(await seenBy(cast.operator)).toEqual([expect.stringContaining("declined what was asked")]);
  expect(await seenBy(cast.viewer)).toEqual([]);
});

test("an alert turns into who has what nobody owned", async () => {
  const { messenger, control } = await begin();
  const posted = await messenger.postUnownedAlert(places.security, [viewWith()]);
  if (posted.state !== "posted") throw new Error(`The alert was not posted: ${posted.state}`);
  const owned = viewWith({ state: "acknowledged", owner: { id: cast.operator, since: now } });
  expect(await messenger.updateUnownedAlert(posted, [owned])).toBe(true);
  const { messages } = await control.state(cast.viewer);
  expect(messages.map(({ text }) => text)).toEqual([expect.not.stringContaining("Nobody owns")]);
});

test("a reminder goes to its person alone, an alert to its channel", async () => {
  const { messenger, control } = await begin();
  const view = viewWith({ dueAt: daysFromNow(-1) });
  await messenger.postReminder({ to: cast.operator, items: [{ view, why: "overdue" }] });
  await messenger.postUnownedAlert(places.security, [view]);
  const textsSeenBy = async (user: string) => (await control.state(user)).messages.map(({ text }) => text);
  const alert = expect.stringMatching(/^Nobody owns F12/);
  expect(await textsSeenBy(cast.operator)).toEqual(["1 finding needs you: 1 overdue", alert]);
  expect(await textsSeenBy(cast.viewer)).toEqual([alert]);
});
