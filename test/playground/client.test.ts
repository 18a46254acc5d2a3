import type { App } from "@slack/bolt";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { createPage } from "../../src/playground/page.ts";
import { startApp } from "../local-slack/support/harness.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { command, composerOf, messageWith, useBrowser } from "./support/browser.ts";
import { plain, pressButton } from "./support/content.ts";

const LONG = { timeout: 60_000 };
const csv = `account,state\n${Array.from({ length: 60 }, (_, row) => `account-${row},ACTIVE\n`).join("")}`;

describe.skipIf(!inject("chromium"))("as a Slack client, the page", () => {
  const visit = useBrowser();
  let page: Awaited<ReturnType<typeof createPage>>;

  beforeAll(async () => {
    page = await createPage({ suggestions: [{ label: "Say hello", command: "/rootcheck hello" }] });
  });

  async function open(register: (app: App) => void = () => {}) {
    const { slack, web } = await startApp("http", register, { page });
    return { view: await visit(slack.url), web };
  }

  test("shows a thread beside the channel, with what its files hold", LONG, async () => {
    const { view, web } = await open();
    const { ts = "" } = await web.chat.postMessage({ channel: places.security, text: "Audit A1" });
    const place = { channel_id: places.security, thread_ts: ts };
    await web.filesUploadV2({
      ...place,
      filename: "results.csv",
      content: csv,
      initial_comment: "The files",
    });
    await web.filesUploadV2({ ...place, filename: "results.json", content: '{"audit":{"id":"A1"}}' });
    const opener = messageWith(view, "Audit A1").getByRole("button", { name: "2 replies" });
    expect(await messageWith(view, "The files").count()).toBe(0);
    await opener.click();
    const thread = view.getByRole("complementary", { name: "Thread" });
    await messageWith(view, "The files").waitFor();

    await thread.getByRole("button", { name: "Preview of results.csv" }).click();
    await thread.getByRole("cell", { name: "account-49" }).waitFor();
    expect(await thread.getByRole("cell", { name: "account-50" }).count()).toBe(0);
    await thread.getByText("The first 50 rows").waitFor();
    await thread.getByRole("button", { name: "Preview of results.json" }).click();
    await thread.getByText('"id": "A1"').waitFor();
    const download = view.waitForEvent("download");
    await thread.getByRole("link", { name: "Download results.csv" }).click();
    expect((await download).suggestedFilename()).toBe("results.csv");
    expect(await seriousFindings(view)).toEqual([]);

    await view.setViewportSize({ width: 360, height: 740 });
    expect(await composerOf(view).isVisible()).toBe(false);
    await view.keyboard.press("Escape");
    await thread.waitFor({ state: "detached" });
    await view.locator("button:focus", { hasText: "2 replies" }).waitFor();
  });

  test("opens the app's Home, whose elements work", LONG, async () => {
    const { view } = await open((app) => {
      const publish = (user_id: string, text: string, client: App["client"]) =>
        client.views.publish({
          user_id,
          view: {
            type: "home",
            blocks: [
              { type: "header", text: plain(text) },
              { type: "actions", elements: [pressButton("Next")] },
            ],
          },
        });
      app.event("app_home_opened", async ({ event, client }) => {
        if (event.tab === "home") await publish(event.user, "Nothing is yours", client);
      });
      app.action("press", async ({ ack, body, client }) => {
        await ack();
        await publish(body.user.id, "Pressed", client);
      });
    });
    await view.getByRole("navigation").getByRole("button", { name: "rootcheck", exact: true }).click();
    await view.getByRole("tab", { name: "Messages", selected: true }).press("ArrowLeft");
    await view.getByRole("tab", { name: "Home" }).press("Enter");
    const home = view.getByRole("tabpanel", { name: "Home" });
    await home.getByRole("heading", { name: "Nothing is yours" }).waitFor();
    await home.getByRole("button", { name: "Next" }).click();
    await home.getByRole("heading", { name: "Pressed" }).waitFor();
    expect(await seriousFindings(view)).toEqual([]);
    await view.getByRole("tab", { name: "Messages" }).click();
    await composerOf(view).waitFor();
  });

  test("starts shortcuts from the box and from a message", LONG, async () => {
    const { view, web } = await open((app) => {
      app.shortcut(/.*/, async ({ ack, shortcut, client }) => {
        await ack();
        const text = "message" in shortcut ? `About: ${shortcut.message.text}` : "About everything";
        await client.chat.postEphemeral({ channel: places.security, user: cast.operator, text });
      });
    });
    await view.getByRole("button", { name: "Shortcuts" }).click();
    await view.getByRole("menuitem", { name: "Overview Open the overview" }).click();
    await messageWith(view, "About everything").waitFor();
    await web.chat.postMessage({ channel: places.security, text: "AKIA" });
    const said = messageWith(view, "AKIA");
    await said.hover();
    await said.getByRole("button", { name: "More actions for this message" }).click();
    await view.getByRole("menuitem", { name: "Look up" }).click();
    await messageWith(view, "About: AKIA").waitFor();
  });

  test("shows what crossed the wire, opened up and without tokens", LONG, async () => {
    const { view, web } = await open((app) => {
      app.command("/rootcheck", async ({ ack }) => {
        await ack("Hello");
      });
    });
    await command(view, "/rootcheck hello");
    await web.chat.postMessage({ channel: places.general, text: "xoxb-1-secret" }).catch(() => undefined);
    await view.getByRole("button", { name: "What crossed the wire" }).click();
    const pane = view.getByRole("complementary", { name: "What crossed the wire" });
    const crossings = pane.getByRole("group");
    await crossings.first().getByText("not_in_channel").waitFor();
    await pane.getByRole("searchbox", { name: "Filter by text" }).fill("/rootcheck");
    await expect.poll(() => crossings.count()).toBe(1);
    await crossings.getByText("Slack → rootcheck").click();
    await crossings
      .getByRole("region", { name: "Answered" })
      .getByText('"outcome": "acknowledged"')
      .waitFor();
    await pane.getByRole("searchbox").fill("");
    const posted = crossings.filter({ hasText: "chat.postMessage" }).first();
    await posted.getByText("chat.postMessage").click();
    await posted.getByText('"text": "x***"').waitFor();
    expect(await seriousFindings(view)).toEqual([]);
    await view.keyboard.press("Escape");
    await pane.waitFor({ state: "detached" });
  });

  test("can be walked with the keyboard alone, and says aloud what is new", LONG, async () => {
    const { view, web } = await open();
    await web.chat.postMessage({ channel: places.security, text: "First" });
    await messageWith(view, "First").waitFor();
    await view.getByRole("status").filter({ hasText: "rootcheck: First" }).waitFor({ state: "attached" });
    await view.getByRole("list", { name: "Things to try" }).waitFor();

    await view.getByRole("button", { name: "Skip to the messages" }).press("Enter");
    await view.locator("[role=log]:focus").press("ArrowUp");
    await view.locator("article:focus", { hasText: "First" }).waitFor();
    await view.getByRole("button", { name: "security", exact: true }).press("ArrowDown");
    await view.locator("button:focus", { hasText: "general" }).press("Enter");
    await view.getByRole("heading", { name: "#general" }).waitFor();
  });

  test("keeps what there is to try at hand until it was tried, and later behind a button", LONG, async () => {
    const { view } = await open((app) => {
      app.command("/rootcheck", async ({ ack, command: asked }) => {
        await ack(`You asked: ${asked.text}`);
      });
    });
    await command(view, "/rootcheck something else");
    const line = view.getByRole("list", { name: "Things to try" });
    await line.getByRole("button", { name: "Say hello" }).click();
    await messageWith(view, "You asked: hello").waitFor();
    await line.waitFor({ state: "detached" });
    await view.getByRole("button", { name: "Try something" }).click();
    await view.getByRole("menuitem", { name: "Say hello" }).click();
    await messageWith(view, "You asked: hello").nth(1).waitFor();
  });
});
