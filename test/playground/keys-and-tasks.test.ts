import { describe, expect, inject, test } from "vitest";
import { seriousFindings } from "./support/accessibility.ts";
import { command, messageWith, useBrowser } from "./support/browser.ts";
import { sharePlayground } from "./support/playground.ts";

const LONG = { timeout: 60_000 };
const playground = sharePlayground();

describe.skipIf(!inject("chromium"))("in the page", () => {
  const visit = useBrowser();

  test("everyday words find what takes the root user, mistyped ones too", LONG, async () => {
    const view = await visit(playground().url);
    await command(view, "/rootcheck tasks mfa delete");
    const found = messageWith(view, "Switch on MFA delete for an S3 bucket").last();
    const link = found.getByRole("link", { name: "AWS's documentation" }).first();
    expect(await link.getAttribute("href")).toMatch(
      /^https:\/\/docs\.aws\.amazon\.com\/.*MultiFactorAuthenticationDelete/,
    );
    await command(view, "/rootcheck tasks clsoe acount");
    await messageWith(view, "organizations:CloseAccount").waitFor();
    await command(view, "/rootcheck tasks");
    await messageWith(view, "7 tasks still take the root user").waitFor();
    expect(await seriousFindings(view)).toEqual([]);
  });

  test("the organization's access keys come as a direct message, with a file", LONG, async () => {
    const view = await visit(playground().url);
    await command(view, "/rootcheck keys");
    await messageWith(view, "The result comes to you as a direct message").waitFor();
    const channels = view.getByRole("navigation", { name: "Workspace" });
    await channels.getByRole("button", { name: /^rootcheck/ }).click();
    const keys = messageWith(view, "Root users' keys");
    await keys.getByText("partner-reports").waitFor({ timeout: 30_000 });
    expect(await seriousFindings(view)).toEqual([]);
    await keys.getByRole("button", { name: "Send as CSV" }).click();
    await messageWith(view, "rootcheck-access-keys.csv").first().waitFor();
  });
});
