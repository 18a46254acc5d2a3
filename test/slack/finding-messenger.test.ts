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
