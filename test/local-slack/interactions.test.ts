import { describe, expect, it } from "vitest";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { blocks, click } from "./support/finding.ts";
import { modes, startApp, startSlack } from "./support/harness.ts";

describe.each(modes)("over %s", (mode) => {
  it("a click carries the element, the message and the person", async () => {
    const told: unknown[] = [];
    const { control, web } = await startApp(mode, (app) => {
      app.action("open", async ({ ack, body }) => {
        told.push(body);
        await ack();
      });
    });
    const { ts = "" } = await web.chat.postMessage({
      channel: places.security,
      text: "A finding",
      blocks: [...blocks],
    });
    const request = { user: cast.operator, source: { channel: places.security, ts }, action: click };
    expect(await control.action(request)).toMatchObject({ outcome: "acknowledged" });
    expect(told).toMatchObject([
      {
        user: { id: cast.operator },
        container: { type: "message", message_ts: ts, is_ephemeral: false },
        message: { ts, text: "A finding" },
        actions: [{ action_id: "open", block_id: "row", value: "f_1", action_ts: expect.any(String) }],
        response_url: expect.stringContaining("/actions/"),
      },
    ]);
  });

  it("the Home tab is published to the person who opens it", async () => {
    const { control, slack } = await startApp(mode, (app) => {
      app.event("app_home_opened", async ({ event, client }) => {
        await client.views.publish({
          user_id: event.user,
          view: { type: "home", blocks: [{ type: "divider" }] },
        });
      });
    });
    expect(await control.home({ user: cast.viewer })).toMatchObject({ outcome: "acknowledged" });
    const { home } = await control.until(cast.viewer, (seen) => seen.home !== undefined);
    expect(home).toMatchObject({ user: cast.viewer, view: { type: "home", blocks: [{ type: "divider" }] } });
    expect(await control.state(cast.operator)).not.toHaveProperty("home");
    expect(await control.home({ user: cast.viewer, tab: "messages" })).toMatchObject({
      outcome: "acknowledged",
    });
    const opened = (await control.wire()).filter(({ name }) => name === "app_home_opened");
    expect(opened.map(({ sent }) => sent)).toMatchObject([
      { event: { tab: "home" } },
      { event: { tab: "messages" } },
    ]);
    const latest = await fetch(`${slack.url}/_control/wire?last=1`);
    expect(await latest.json()).toEqual((await control.wire()).slice(-1));
  });

  it("shortcuts come with a trigger, those on a message with the message", async () => {
    const told: unknown[] = [];
    const { control, web } = await startApp(mode, (app) => {
      app.shortcut(/.*/, async ({ ack, shortcut }) => {
        told.push(shortcut);
        await ack();
      });
    });
    const { ts = "" } = await web.chat.postMessage({ channel: places.security, text: "AKIA" });
    await control.shortcut({ user: cast.operator, callbackId: "overview" });
    await control.shortcut({
      user: cast.operator,
      callbackId: "look_up",
      message: { channel: places.security, ts },
    });
    expect(told).toMatchObject([
      { type: "shortcut", callback_id: "overview", trigger_id: expect.any(String) },
      { type: "message_action", callback_id: "look_up", message: { ts, text: "AKIA" } },
    ]);
  });
});

describe("an ephemeral message", () => {
  it.each([false, true])("in its click carries the message: %s", async (ephemeralActionsCarryMessage) => {
    const { control, web } = await startSlack({ switches: { ephemeralActionsCarryMessage } });
    const place = { channel: places.security, user: cast.operator };
    const { message_ts: ts = "" } = await web.chat.postEphemeral({
      ...place,
      text: "For you",
      blocks: [...blocks],
    });
    await control.action({ user: cast.operator, source: { channel: places.security, ts }, action: click });
    const [sent] = (await control.wire())
      .filter(({ name }) => name === "block_actions")
      .map((entry) => entry.sent);
    expect(sent).toMatchObject({ container: { is_ephemeral: true } });
    expect(typeof sent === "object" && sent !== null && "message" in sent).toBe(ephemeralActionsCarryMessage);
  });

  it("cannot be clicked by anybody else", async () => {
    const { control, web } = await startSlack();
    const place = { channel: places.security, user: cast.operator };
    const { message_ts: ts = "" } = await web.chat.postEphemeral({
      ...place,
      text: "For you",
      blocks: [...blocks],
    });
    const other = { user: cast.viewer, source: { channel: places.security, ts }, action: click };
    await expect(control.action(other)).rejects.toThrow("a message that");
  });
});

describe("a click", () => {
  it("on what is not in the message is refused, naming what is", async () => {
    const { control, web } = await startSlack();
    const { ts = "" } = await web.chat.postMessage({
      channel: places.security,
      text: "A finding",
      blocks: [...blocks],
    });
    const gone = { ...click, action_id: "gone" };
    const request = { user: cast.operator, source: { channel: places.security, ts }, action: gone };
    await expect(control.action(request)).rejects.toThrow("found row/open");
  });

  it("that nobody takes gets a notice", async () => {
    const { control, web } = await startSlack();
    const { ts = "" } = await web.chat.postMessage({
      channel: places.security,
      text: "A finding",
      blocks: [...blocks],
    });
    const request = { user: cast.operator, source: { channel: places.security, ts }, action: click };
    expect(await control.action(request)).toMatchObject({
      outcome: "unreachable",
      notice: expect.any(String),
    });
  });
});
