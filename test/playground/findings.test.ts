import type { Locator, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { cast } from "../../src/local-slack/workspace.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { command, composerOf, messageWith, useBrowser } from "./support/browser.ts";
import { sharePlayground } from "./support/playground.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONG = { timeout: 120_000 };
const playground = sharePlayground();

describe.skipIf(!inject("chromium"))("a finding in the page", () => {
  const visit = useBrowser();

  async function become(page: Page, user: string): Promise<void> {
    await page.getByLabel("You are").selectOption(user);
    await composerOf(page).waitFor();
  }

  /** The result of the newest audit of an account, which everybody in the channel sees. */
  async function audited(page: Page, account: string): Promise<Locator> {
    const results = messageWith(page, account).filter({ hasText: "Audit again" });
    const before = await results.count();
    await command(page, `/rootcheck audit ${account}`);
    await results.nth(before).waitFor();
    return results.nth(before);
  }

  async function choose(page: Page, message: Locator, option: string): Promise<void> {
    await message.getByRole("button", { name: "More actions" }).first().click();
    await page.getByRole("menuitem", { name: option }).click();
  }

  async function inThread(page: Page, message: Locator): Promise<Locator> {
    await message.getByRole("button", { name: /^\d+ repl(y|ies)/ }).click();
    return page.getByRole("complementary", { name: "Thread" });
  }

  /** Changes an account in the AWS panel; a change takes time, so that what was read before counts as old. */
  async function change(page: Page, account: string, what: string, done: string): Promise<void> {
    await page.getByRole("button", { name: "AWS", exact: true }).click();
    const panel = page.getByRole("dialog", { name: "AWS" });
    await panel.getByRole("searchbox", { name: "Accounts" }).fill(account);
    await panel.getByRole("button", { name: account }).click();
    await panel.getByRole("button", { name: what }).click();
    await panel.getByRole("status").getByText(done).waitFor();
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
  }

  test("is taken on, and ends only when AWS says so", LONG, async () => {
    const page = await visit(playground().url);
    const account = "prod-payments";
    const message = await audited(page, account);
    await message.getByText("Root access key is active").waitFor();
    await message.getByRole("button", { name: "Acknowledge" }).first().click();
    await message.getByText("owns it since").waitFor();
    await message.getByText("Olivia Okafor").first().waitFor();

    await message.getByRole("button", { name: "Re-check" }).first().click();
    await message.getByText("still fails").waitFor();
    await change(page, account, "Delete root access keys", "root has no access key any more");
    await message.getByRole("button", { name: "Re-check" }).first().click();
    await message.getByText("resolved").waitFor();
    const thread = await inThread(page, message);
    await thread.getByText("Olivia Okafor acknowledged").waitFor();
    await thread.getByText("resolved").last().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  /** Asks for a risk to be accepted; the first reason is too short and is sent back. */
  async function askToAccept(page: Page, message: Locator, reason: string): Promise<void> {
    await choose(page, message, "Accept risk…");
    const form = page.getByRole("dialog", { name: "Accept risk" });
    await form.getByLabel("Why the risk is to be accepted").fill("short");
    await form.getByLabel("What holds the risk down meanwhile").fill("An alarm on every use of the key");
    await form.getByRole("button", { name: "Ask for approval" }).click();
    await form.getByRole("alert").first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await form.getByLabel("Why the risk is to be accepted").fill(reason);
    await form.getByRole("button", { name: "Ask for approval" }).click();
    await message.getByText("asks to accept the risk").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }

  test(
    "is accepted by somebody else than who asked, and opens when it changes, or when the time is over",
    LONG,
    async () => {
      const page = await visit(playground().url);
      const account = "finance-treasury";
      const reason = "The treasury's bank needs it until the year ends";
      const message = await audited(page, account);
      await askToAccept(page, message, reason);
      const request = () =>
        page.getByRole("complementary", { name: "Thread" }).getByRole("article").filter({ hasText: reason });
      await inThread(page, message);
      await request().getByRole("button", { name: "Approve" }).click();
      await page.getByText("cannot be decided by who asked for it").first().waitFor();
      await become(page, cast.approver);
      await inThread(page, message);
      await request().getByRole("button", { name: "Approve" }).click();
      await message.getByText("risk accepted").waitFor();
      await message.getByText("Anna Albrecht").first().waitFor();
      await request().getByRole("button", { name: "Approve" }).waitFor({ state: "detached" });

      await become(page, cast.operator);
      playground().clock.forward(2 * HOUR);
      const later = await audited(page, account);
      await later.getByText("risk accepted").waitFor();
      await change(page, account, "Create a root access key", "root has a new access key");
      const changed = await audited(page, account);
      await changed.getByText("came back 1 time").waitFor();

      await askToAccept(page, changed, reason);
      await become(page, cast.approver);
      await inThread(page, changed);
      await request().getByRole("button", { name: "Approve" }).click();
      await changed.getByText("risk accepted").waitFor();
      playground().clock.forward(31 * DAY);
      await changed.getByText("came back 2 times").waitFor();
    },
  );

  test(
    "of the first audit keeps quiet until somebody starts the clock; then it is owned, listed and reminded of",
    LONG,
    async () => {
      const page = await visit(playground().url);
      await command(page, "/rootcheck audit");
      const result = messageWith(page, "from the first audit, by cause").last();
      await result.getByText("accounts: root access key").waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await result.getByRole("button", { name: "Start the clock" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Start the clock" }).click();
      await messageWith(page, "The clock runs.").waitFor();
      await messageWith(page, "accounts need attention").last().getByText("due ").first().waitFor();

      await command(page, "/rootcheck findings");
      const list = messageWith(page, "Worst first").last();
      await list.getByRole("button", { name: "Next" }).click();
      await messageWith(page, "6 to 10").waitFor();
      await messageWith(page, "6 to 10").getByRole("button", { name: "Choose several…" }).click();
      const several = page.getByRole("dialog");
      await several.getByRole("checkbox").first().check();
      await several.getByRole("checkbox").nth(1).check();
      expect(await seriousFindings(page)).toEqual([]);
      await several.getByRole("button", { name: "Decide" }).click();
      await several.getByText("You own F").nth(1).waitFor();
      await page.keyboard.press("Escape");

      playground().clock.forward(HOUR);
      await messageWith(page, "Nobody owns").waitFor();
      playground().clock.forward(2 * DAY);
      await page
        .getByRole("navigation")
        .getByRole("button", { name: /^rootcheck/ })
        .click();
      await page.getByRole("tab", { name: "Messages" }).click();
      const reminder = messageWith(page, "need you");
      // Whatever time and day it is, a working morning is never further than three days; a busy machine may miss one.
      for (let hours = 0; hours < 240 && (await reminder.count()) === 0; hours += 4) {
        playground().clock.forward(4 * HOUR);
        await page.waitForTimeout(500);
      }
      await reminder.first().getByText("overdue").first().waitFor();
      await page.getByRole("tab", { name: "Home" }).click();
      await page.getByRole("heading", { name: /of yours$/ }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
    },
  );
});
