import type { IncomingMessage, ServerResponse } from "node:http";
import type { App } from "@slack/bolt";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { createPage } from "../../src/playground/page.ts";
import { startApp } from "../local-slack/support/harness.ts";
import { command, messageWith, useBrowser } from "./support/browser.ts";
import { answerWithButton, option, plain, riskModal } from "./support/content.ts";

const searchElement = {
  type: "external_select" as const,
  action_id: "search",
  placeholder: plain("Search accounts"),
  min_query_length: 1,
};

const menuElement = {
  type: "overflow" as const,
  action_id: "menu",
  options: [option("Assign"), option("Snooze")],
};

describe.skipIf(!inject("chromium"))("what can be used in the page", () => {
  const visit = useBrowser();
  let page: (request: IncomingMessage, response: ServerResponse) => void;

  beforeAll(async () => {
    page = await createPage({ suggestions: [] });
  });

  async function open(register: (app: App) => void): Promise<Page> {
    const { slack } = await startApp("http", register, { page });
    return visit(slack.url);
  }

  test("opens a modal from a button, and gives the focus back when Escape has closed it", async () => {
    const view = await open((app) => {
      answerWithButton(app, "Evidence");
      app.action("press", async ({ ack, body, client }) => {
        await ack();
        if (!("trigger_id" in body)) return;
        await client.views.open({
          trigger_id: body.trigger_id,
          view: {
            type: "modal",
            title: plain("Evidence"),
            close: plain("Close"),
            blocks: [{ type: "section", text: plain("All of it") }],
          },
        });
      });
    });
    await command(view, "/rootcheck show");
    const button = view.getByRole("button", { name: "Evidence" });
    await button.click();
    const dialog = view.getByRole("dialog", { name: "Evidence" });
    await dialog.getByText("All of it").waitFor();
    await view.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await view.locator("button:focus", { hasText: "Evidence" }).waitFor();
  });

  test("replaces a message by what its button brings", async () => {
    const view = await open((app) => {
      answerWithButton(app, "Re-check");
      app.action("press", async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: "Checked again" });
      });
    });
    await command(view, "/rootcheck show");
    await view.getByRole("button", { name: "Re-check" }).click();
    await messageWith(view, "Checked again").waitFor();
    expect(await view.getByRole("button", { name: "Re-check" }).count()).toBe(0);
  });

  test("asks before it does what the app wants confirmed", async () => {
    const done: unknown[] = [];
    const view = await open((app) => {
      const confirm = {
        title: plain("Sure?"),
        text: plain("It stays."),
        confirm: plain("Do it"),
        deny: plain("No"),
      };
      answerWithButton(app, "Accept risk", { confirm });
      app.action("press", async ({ ack, action }) => {
        done.push("value" in action && action.value);
        await ack();
      });
    });
    await command(view, "/rootcheck show");
    const button = view.getByRole("button", { name: "Accept risk" });
    await button.click();
    await view.getByRole("dialog", { name: "Sure?" }).getByRole("button", { name: "No" }).click();
    await button.click();
    await view.getByRole("dialog", { name: "Sure?" }).getByRole("button", { name: "Do it" }).click();
    await expect.poll(() => done).toEqual(["pressed"]);
  });

  test("searches, chooses and picks from menus by keyboard", async () => {
    const chosen: unknown[] = [];
    const view = await open((app) => {
      app.command("/rootcheck", async ({ ack }) => {
        await ack({ text: "Choose", blocks: [{ type: "actions", elements: [searchElement, menuElement] }] });
      });
      app.options("search", async ({ ack, options }) => {
        await ack({
          options: ["prod-web", "prod-payments", "sandbox"]
            .filter((name) => name.includes(options.value))
            .map(option),
        });
      });
      app.action(/search|menu/, async ({ ack, action }) => {
        if ("selected_option" in action) chosen.push(action.selected_option?.value);
        await ack();
      });
    });
    await command(view, "/rootcheck choose");
    const search = view.getByRole("combobox", { name: "Search accounts" });
    await search.pressSequentially("pro");
    await view.getByRole("option", { name: "prod-payments" }).waitFor();
    await search.press("ArrowDown");
    await search.press("Enter");
    await expect.poll(() => chosen).toEqual(["prod-payments"]);
    await expect.poll(() => search.inputValue()).toBe("prod-payments");

    await view.getByRole("button", { name: "More actions", exact: true }).press("Enter");
    await view.getByRole("menuitem", { name: "Assign" }).press("ArrowDown");
    await view.getByRole("menuitem", { name: "Snooze" }).press("Enter");
    await expect.poll(() => chosen).toEqual(["prod-payments", "Snooze"]);
  });

  test("keeps a modal open until everything in it is right, and sends what was entered", async () => {
    const sent: unknown[] = [];
    const view = await open((app) => {
      app.command("/rootcheck", async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: riskModal });
      });
      app.view("risk", async ({ ack, view: { state } }) => {
        const { ticket, until, sure } = state.values;
        sent.push([ticket?.field?.value, until?.field?.selected_date, sure?.field?.selected_option?.value]);
        if (ticket?.field?.value === "SEC-1") return ack();
        await ack({ response_action: "errors", errors: { ticket: "There is no such ticket" } });
      });
    });
    await command(view, "/rootcheck accept");
    const dialog = view.getByRole("dialog", { name: "Accept risk" });
    const accept = dialog.getByRole("button", { name: "Accept" });
    await accept.click();
    await dialog.getByText("Please complete this required field.").waitFor();
    expect(sent).toEqual([]);

    await dialog.getByLabel("Ticket").fill("NONE");
    await dialog.getByLabel("Rather").check();
    await accept.click();
    await dialog.getByText("There is no such ticket").waitFor();
    await dialog.getByLabel("Ticket").fill("SEC-1");
    await accept.click();
    await dialog.waitFor({ state: "detached" });
    expect(sent).toEqual([
      ["NONE", "2026-12-24", "Rather"],
      ["SEC-1", "2026-12-24", "Rather"],
    ]);
  });
});
