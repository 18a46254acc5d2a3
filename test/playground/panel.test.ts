import type { Locator, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { createControlClient } from "../../src/local-slack/control-client.ts";
import { cast } from "../../src/local-slack/workspace.ts";
import { ask, openModal, spoken } from "../support/conversation.ts";
import { auditToTheEnd } from "../support/organization-audit.ts";
import { seriousFindings } from "./support/accessibility.ts";
import { messageWith, useBrowser } from "./support/browser.ts";
import { sharePlayground } from "./support/playground.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONG = { timeout: 60_000 };
const playground = sharePlayground();

describe.skipIf(!inject("chromium"))("the AWS panel", () => {
  const visit = useBrowser();
  const panelOf = (page: Page) => page.getByRole("dialog", { name: "AWS" });

  async function openAccount(page: Page, name: string): Promise<Locator> {
    await page.getByRole("button", { name: "AWS", exact: true }).click();
    const panel = panelOf(page);
    await panel.getByRole("searchbox", { name: "Accounts" }).fill(name);
    await panel.getByRole("button", { name }).click();
    return panel;
  }

  async function doAndAsk(page: Page, change: string, done: string): Promise<Locator> {
    const panel = panelOf(page);
    const answers = messageWith(page, "prod-web");
    const before = await answers.count();
    await panel.getByRole("button", { name: change }).click();
    await panel.getByRole("status").getByText(done).waitFor();
    await panel.getByRole("button", { name: "Ask again" }).click();
    const answer = answers.nth(before);
    await answer.getByRole("button", { name: "Evidence" }).waitFor();
    return answer;
  }

  /** As the story tells it, however far the clock has been moved, and nobody has read it since. */
  function usedThreeDaysAgo(id: string): void {
    const { aws, clock } = playground();
    clock.forward(DAY);
    const account = aws.organization.accounts.get(id);
    delete account?.report;
    for (const { lastUsed } of account?.root.accessKeys ?? [])
      if (lastUsed) lastUsed.at = new Date(clock.now().getTime() - 3 * DAY);
  }

  test("breaks an account that then fails, and repairs it so that it passes", LONG, async () => {
    const page = await visit(playground().url);
    const panel = await openAccount(page, "prod-web");
    await panel.getByText("422222222222 · Prod").waitFor();
    expect(await page.locator(":focus").textContent()).toBe("prod-web");
    expect(await seriousFindings(page)).toEqual([]);
    const broken = await doAndAsk(page, "Create a root access key", "root has a new access key");
    await broken.getByText("Root access key is active").waitFor();
    const repaired = await doAndAsk(page, "Delete root access keys", "root has no access key any more");
    await repaired.getByText("Root access key · none").waitFor();
    expect(await repaired.getByText("Root access key is active").count()).toBe(0);
    await panel.getByRole("button", { name: "All accounts" }).click();
    expect(await seriousFindings(page)).toEqual([]);
  });

  test("covers a narrow window, and gives the focus back", LONG, async () => {
    const page = await visit(playground().url, { width: 360, height: 740 });
    // The menu beside its button has to stay within the window.
    await page.getByRole("button", { name: "Try something" }).click();
    const { x = -1, width = 0 } = (await page.getByRole("menu").boundingBox()) ?? {};
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(360);
    await page.keyboard.press("Escape");
    await openAccount(page, "legacy-mail");
    expect(await panelOf(page).boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
    await panelOf(page).getByRole("button", { name: "All accounts" }).click();
    await panelOf(page).getByRole("searchbox").fill("no such account");
    await panelOf(page).getByText("No account fits.").waitFor();
    await page.keyboard.press("Escape");
    await panelOf(page).waitFor({ state: "detached" });
    expect(await page.locator("button:focus").textContent()).toBe("AWS");
    // Where it covers the answer, asking closes it.
    await openAccount(page, "legacy-mail");
    await panelOf(page).getByRole("button", { name: "Ask again" }).click();
    await panelOf(page).waitFor({ state: "detached" });
    await messageWith(page, "legacy-mail").getByRole("button", { name: "Evidence" }).waitFor();
  });

  test("puts the clock forward, and what was 3 days ago is 11 days ago", LONG, async () => {
    usedThreeDaysAgo("411111111111");
    const page = await visit(playground().url);
    const panel = await openAccount(page, "prod-payments");
    await panel.getByRole("button", { name: "Ask again" }).click();
    await messageWith(page, "Root used 3 days ago").waitFor();
    const before = playground().clock.aheadMilliseconds();
    await panel.getByRole("button", { name: "+1 day" }).click();
    await panel.getByRole("status").getByText("1 day ahead").waitFor();
    await panel.getByRole("button", { name: "+7 days" }).click();
    await panel.getByRole("status").getByText("7 days ahead").waitFor();
    expect(playground().clock.aheadMilliseconds() - before).toBe(8 * DAY);
    await panel.getByRole("button", { name: "Ask again" }).click();
    await messageWith(page, "Root used 11 days ago").waitFor();
    // Days are told by the workspace's clock, not the browser's.
    const today = page.getByRole("region", { name: "Today" });
    await today.getByText("Root used 11 days ago").waitFor();
    expect(await today.getByText("Root used 3 days ago").count()).toBe(0);
    await page.waitForFunction(`(() => {
      const { scrollHeight, scrollTop, clientHeight } = document.querySelector("[role=log]");
      return scrollHeight - scrollTop - clientHeight < 2;
    })()`);
  });
});

test(
  "with the clock put forward an organization is audited, and a month later buttons answer",
  LONG,
  async () => {
    const { url, clock, aws } = playground();
    const slack = createControlClient(url);
    clock.forward(8 * DAY);
    aws.clearCalls();
    const ofSignature = /Signature|Expired|Security|Token/i;
    const unsigned = () => aws.calls.filter(({ outcome }) => ofSignature.test(outcome));
    const { audit, message } = await auditToTheEnd(slack);
    expect(unsigned()).toEqual([]);
    expect(audit).toMatchObject({ state: "finished", coverage: { inScope: 27, read: 25, notActive: 4 } });
    expect(Math.abs(Number(message.ts) * 1000 - clock.now().getTime())).toBeLessThan(HOUR);

    clock.forward(30 * DAY);
    const account = await ask(slack, { user: cast.operator, text: "account prod-data" });
    expect(spoken(account.blocks)).toContain("prod-data");
    const evidence = await openModal(slack, { user: cast.operator, message: account, label: "Evidence" });
    expect(evidence.text).toContain("iam:GetAccountSummary");
    // Sessions that the profiles were being read with have ended in the leap; whatever is begun after it has new ones.
    aws.clearCalls();
    await ask(slack, { user: cast.operator, text: "account prod-web" });
    expect(aws.calls.map(({ action }) => action)).toContain("GetAccountSummary");
    expect(unsigned()).toEqual([]);
  },
);
