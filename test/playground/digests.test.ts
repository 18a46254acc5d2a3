import type { Locator, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { seriousFindings } from "./support/accessibility.ts";
import { command, useBrowser } from "./support/browser.ts";
import { sharePlayground } from "./support/playground.ts";

const LONG = { timeout: 120_000 };
const playground = sharePlayground();

describe.skipIf(!inject("chromium"))("a digest in the page", () => {
  const visit = useBrowser();

  async function inPanel(page: Page, use: (panel: Locator) => Promise<void>): Promise<void> {
    await page.getByRole("button", { name: "AWS", exact: true }).click();
    const panel = page.getByRole("dialog", { name: "AWS" });
    await use(panel);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
  }

  async function change(page: Page, account: string, what: string, done: string): Promise<void> {
    await inPanel(page, async (panel) => {
      await panel.getByRole("searchbox", { name: "Accounts" }).fill(account);
      await panel.getByRole("button", { name: account }).click();
      await panel.getByRole("button", { name: what }).click();
      await panel.getByRole("status").getByText(done).waitFor();
    });
  }

  /** Every hour there is a digest; answers the first that fits. */
  async function hoursPass(page: Page, fits: RegExp): Promise<Locator> {
    const digests = page.getByRole("article").filter({ hasText: "audit log" });
    const fitting = digests.filter({ has: page.getByRole("heading", { name: fits }) });
    const before = await fitting.count();
    for (let nth = await digests.count(); (await fitting.count()) === before; nth += 1) {
      await inPanel(page, (panel) => panel.getByRole("button", { name: "+1 h", exact: true }).click());
      await digests.nth(nth).waitFor({ timeout: 20_000 });
    }
    return fitting.nth(before);
  }

  test("is made by the form, comes when its time has come, and says only what changed", LONG, async () => {
    const page = await visit(playground().url);
    await command(page, "/rootcheck digest add");
    const form = page.getByRole("dialog", { name: "New digest" });
    await form.getByLabel("Something else").check();
    await form.getByLabel("Cron expression").fill("0 * * * *");
    const zone = form.getByRole("combobox", { name: "Time zone" });
    await zone.pressSequentially("Kolk");
    await page.getByRole("option", { name: /Kolkata/ }).click();
    await form.getByLabel("The full standing as well").check();
    await form.getByLabel("1 hour").check();
    expect(await seriousFindings(page)).toEqual([]);
    await form.getByRole("button", { name: "Next" }).click();
    await form.getByText("The next three times").waitFor();
    await form.getByText("Asia/Kolkata").first().waitFor();
    await form.getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").getByText("is saved.").waitFor();
    await page.keyboard.press("Escape");

    const first = await hoursPass(page, /\d+ open, \d+ critical/);
    await first.getByText("the first digest: how it stands").waitFor();
    await first.getByRole("button", { name: "Acknowledge" }).first().click();
    await first.getByText("owns it since").waitFor();
    await first.getByRole("button", { name: /^\d+ repl(y|ies)/ }).click();
    await page.getByRole("complementary", { name: "Thread" }).getByText(".csv").first().waitFor();

    await change(page, "prod-payments", "Delete root access keys", "root has no access key any more");
    await change(page, "prod-web", "Create a root access key", "root has a new access key");
    const second = await hoursPass(page, /new.*fixed/);
    await second.getByText("prod-web").first().waitFor();
    await second.getByText("confirmed by AWS").waitFor();
    await second.locator(".block-chart, svg path").first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const third = await hoursPass(page, /^Nothing changed/);
    expect(await third.getByText("confirmed by AWS").count()).toBe(0);
  });
});
