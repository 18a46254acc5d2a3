import type { IncomingMessage, ServerResponse } from "node:http";
import type { App } from "@slack/bolt";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { createPage } from "../../src/playground/page.ts";
import { startApp, startSlack } from "../local-slack/support/harness.ts";
import { command, composerOf, messageWith, useBrowser } from "./support/browser.ts";
import { pressButton } from "./support/content.ts";

let page: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  page = await createPage({ suggestions: [{ label: "Say hello", command: "/rootcheck hello" }] });
});

/** An app that answers every command with what was asked, to the asker alone. */
function echo(app: App): void {
  app.command("/rootcheck", async ({ ack, command: asked, respond }) => {
    await ack();
    await respond(`You asked: ${asked.text}`);
  });
}

describe("the files of the page", () => {
  test("are served with their types, and nothing else is", async () => {
    const { slack } = await startSlack({ page });
    const index = await fetch(slack.url);
    expect(index.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const script = /src="([^"]+\.js)"/.exec(await index.text())?.[1];
    const served = await fetch(`${slack.url}${script}`);
    expect(served.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect((await fetch(`${slack.url}/package.json`)).status).toBe(404);
  });

  test("come with what to try and where to begin", async () => {
    const { slack } = await startSlack({ page });
    expect(await (await fetch(`${slack.url}/_playground.json`)).json()).toMatchObject({
      opening: { user: cast.operator, channel: places.security },
      roles: { [cast.approver]: "approver" },
      suggestions: [{ label: "Say hello", command: "/rootcheck hello" }],
    });
  });
});

describe.skipIf(!inject("chromium"))("the page in Chromium", () => {
  const visit = useBrowser();

  async function open(register: (app: App) => void): Promise<Page> {
    const { slack } = await startApp("http", register, { page });
    return visit(slack.url);
  }

  test("completes a command, says how it goes on, and shows its answer", async () => {
    const view = await open(echo);
    await composerOf(view).pressSequentially("/ro");
    await view.getByRole("option", { name: "/rootcheck [account]" }).waitFor();
    await composerOf(view).press("Tab");
    await view.getByText("/rootcheck [account]").waitFor();
    await composerOf(view).pressSequentially("prod-payments");
    await composerOf(view).press("Enter");
    await messageWith(view, "You asked: prod-payments").getByText("Only visible to you").waitFor();
    expect(await composerOf(view).inputValue()).toBe("");
  });

  test("sends a suggestion at a click", async () => {
    const view = await open(echo);
    await view.getByRole("button", { name: "Say hello" }).click();
    await messageWith(view, "You asked: hello").waitFor();
  });

  test("shows each person their own messages only, and stays with that person after a reload", async () => {
    const view = await open(echo);
    await command(view, "/rootcheck mine");
    await messageWith(view, "You asked: mine").waitFor();
    await composerOf(view).fill("Hello, *everybody* & <all>");
    await composerOf(view).press("Enter");
    await messageWith(view, "Hello, everybody & <all>").waitFor();

    await view.getByLabel("You are").selectOption(cast.viewer);
    await messageWith(view, "Hello, everybody & <all>").getByText("Olivia Okafor").waitFor();
    expect(await messageWith(view, "You asked: mine").count()).toBe(0);
    await view.reload();
    await messageWith(view, "Hello, everybody & <all>").waitFor();
    expect(await view.getByLabel("You are").inputValue()).toBe(cast.viewer);
  });

  test("shows nobody's messages until the next person's have come", async () => {
    const view = await open(echo);
    await command(view, "/rootcheck mine");
    await messageWith(view, "You asked: mine").waitFor();
    await view.route(`**/_control/events?as=${cast.viewer}`, () => {});
    await view.getByLabel("You are").selectOption(cast.viewer);
    await messageWith(view, "You asked: mine").waitFor({ state: "detached" });
  });

  test("says what a Slack client would say when the app does not answer", async () => {
    const { slack, web } = await startSlack({ page });
    const actions = { type: "actions" as const, elements: [pressButton("Audit")] };
    await web.chat.postMessage({ channel: places.security, text: "press", blocks: [actions] });
    const view = await visit(slack.url);
    await view.getByRole("button", { name: "Audit" }).click();
    await messageWith(view, "This app did not respond").getByRole("alert").waitFor();
    await command(view, "/rootcheck hello");
    const notice = messageWith(view, '/rootcheck failed with the error "dispatch_failed"');
    await notice.getByText("Only visible to you").waitFor();
    await command(view, "/nothing");
    await messageWith(view, "/nothing is not a valid command").waitFor();
  });

  test("tells when Slack itself is gone", async () => {
    const { slack } = await startSlack({ page });
    const view = await visit(slack.url);
    await view.route("**/_control/command", (route) => route.abort());
    await command(view, "/rootcheck hello");
    await messageWith(view, "The playground does not answer").waitFor();
  });

  test("marks what was said elsewhere, and shows one thing at a time where there is little room", async () => {
    const { slack, web } = await startSlack({ page });
    const view = await visit(slack.url, { width: 360, height: 740 });
    await web.chat.postMessage({ channel: cast.operator, text: "To you directly" });
    const channels = view.getByRole("navigation", { name: "Workspace" });
    await channels.waitFor({ state: "hidden" });
    await view.getByRole("button", { name: "Channels and people" }).click();
    await channels.getByRole("button", { name: "rootcheck new" }).click();
    await channels.waitFor({ state: "hidden" });
    await messageWith(view, "To you directly").waitFor();
    expect(await view.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });
});
