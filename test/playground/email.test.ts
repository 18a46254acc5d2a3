import { describe, expect, inject, test } from "vitest";
import { seriousFindings } from "./support/accessibility.ts";
import { command, messageWith, useBrowser } from "./support/browser.ts";
import { sharePlayground } from "./support/playground.ts";

const LONG = { timeout: 120_000 };
const playground = sharePlayground();

describe.skipIf(!inject("chromium"))("a root e-mail address in the page", () => {
  const visit = useBrowser();

  test("of a member, of the management account, and of accounts on their own", LONG, async () => {
    const view = await visit(playground().url);
    const why = "OPS-12: the owner left";
    await command(view, `/rootcheck email tidewater-crm ${why}`);
    await messageWith(view, "Certain, AWS itself says so.").getByText("it@tidewater.example").waitFor();
    await command(view, `/rootcheck email 100000000001 ${why}`);
    await messageWith(view, "aws-root@example.com").getByText("Only visible to you").waitFor();
    await command(view, `/rootcheck email 855500005555 ${why}`);
    const fromCases = messageWith(view, "One likely address.");
    await fromCases.getByText("aws@agency.example").first().waitFor();
    await fromCases.getByText("Submitted 4 of 4 Support cases").waitFor();
    await command(view, `/rootcheck email 866600006666 ${why}`);
    const without = messageWith(view, "Premium Support Subscription is required");
    await without.getByText("What to do next").waitFor();
    await without.getByText("Cases can be read under a Business Support+").waitFor();
    await without.getByRole("link", { name: /aws-account-support$/ }).waitFor();
    expect(await seriousFindings(view)).toEqual([]);

    await command(view, "/rootcheck email sandbox-research");
    const form = view.getByRole("dialog", { name: "Root e-mail" });
    await form.getByText("sandbox-research").waitFor();
    await form.getByRole("button", { name: "Cancel" }).click();

    await command(view, "/rootcheck email");
    const search = messageWith(view, "Whose root e-mail address?").getByRole("combobox");
    await search.pressSequentially("sandbox-res");
    await view.getByRole("option", { name: "sandbox-research" }).waitFor();
    await search.press("Enter");
    await form.getByRole("textbox").fill(why);
    await form.getByRole("button", { name: "Look it up" }).click();
    await view.getByRole("dialog").getByText("lena.fischer@example.com").waitFor();
    expect(await seriousFindings(view)).toEqual([]);
  });
});
