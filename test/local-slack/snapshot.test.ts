import { describe, expect, it } from "vitest";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { startSlack } from "./support/harness.ts";

describe("a snapshot", () => {
  it.each([
    ["operator", cast.operator, ["security", "incident-room", "acme-partner"]],
    ["outsider", cast.outsider, ["security", "acme-partner"]],
    ["guest", cast.guest, ["security"]],
    ["other company", cast.otherCompany, ["acme-partner"]],
    ["somebody gone", cast.deactivated, []],
  ])("for the %s has only what they may see", async (_who, user, expected) => {
    const { web, control } = await startSlack();
    for (const channel of [places.security, places.incidents, places.partner]) {
      await web.chat.postMessage({ channel, text: channel });
    }
    await web.chat.postMessage({ channel: cast.approver, text: "for the approver" });
    const { channels, messages } = await control.state(user);
    const names = messages.map(({ channel }) => channels.find(({ id }) => id === channel)?.name);
    expect(names).toEqual(expected);
  });

  it("is pushed after every change", async () => {
    const { web, control } = await startSlack();
    const done = new AbortController();
    const seen: number[] = [];
    const watching = (async () => {
      for await (const { messages } of control.snapshots(cast.operator, done.signal)) {
        seen.push(messages.length);
        if (messages.length === 2) return;
        await web.chat.postMessage({ channel: places.security, text: "one more" });
      }
    })();
    await watching;
    done.abort();
    expect(seen).toEqual([0, 1, 2]);
  });

  it("tells the page the commands, and whose app it is", async () => {
    const { control, slack } = await startSlack();
    expect(await control.state(cast.guest)).toMatchObject({
      team: { name: "Acme" },
      bot: { userId: slack.workspace.app.botUserId, name: "rootcheck" },
      commands: [{ command: "/rootcheck", description: "Check root users", usageHint: "[account]" }],
      shortcuts: [
        { type: "global", callbackId: "overview", name: "Overview", description: "Open the overview" },
        { type: "message", callbackId: "look_up", name: "Look up", description: "Look up what it says" },
      ],
    });
  });

  it("is refused for somebody unknown", async () => {
    const { control } = await startSlack();
    await expect(control.state("U404")).rejects.toThrow("a person of the workspace");
  });

  it("leaves other paths to the page", async () => {
    const { slack } = await startSlack({ page: (_request, response) => response.end("the page") });
    expect(await (await fetch(`${slack.url}/anything`)).text()).toBe("the page");
  });
});
