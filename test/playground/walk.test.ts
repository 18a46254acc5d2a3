import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { cast } from "../../src/local-slack/workspace.ts";
import { POCKET, seriousFindings } from "./support/accessibility.ts";
import { command, composerOf, messageWith, useBrowser } from "./support/browser.ts";
import { sharePlayground } from "./support/playground.ts";

const LONG = { timeout: 120_000 };
const playground = sharePlayground();

describe.skipIf(!inject("chromium"))("somebody who tries rootcheck in the page", () => {
  const visit = useBrowser();

  async function closeModal(view: Page): Promise<void> {
    await view.keyboard.press("Escape");
    await view.getByRole("dialog").waitFor({ state: "detached" });
  }

  test("is told what can be asked, and looks at an account from every side", LONG, async () => {
    const view = await visit(playground().url);
    await view.getByRole("heading", { name: "Who still holds the keys to your AWS accounts?" }).waitFor();
    await command(view, "/rootcheck help");
    await messageWith(view, "What you can ask").waitFor();
    await command(view, "/rootcheck");
    await messageWith(view, "Nothing has been audited yet").or(messageWith(view, "audit")).first().waitFor();

    await view.getByRole("list", { name: "Things to try" }).getByRole("button").first().click();
    const account = messageWith(view, "Root access key is active").last();
    await account.getByRole("heading", { name: "prod-payments" }).waitFor();
    await account.getByText("Only visible to you").waitFor();
    expect(await seriousFindings(view)).toEqual([]);

    await account.getByRole("button", { name: "Evidence" }).click();
    const evidence = view.getByRole("dialog", { name: "Evidence" });
    await evidence.getByText("iam:GetAccountSummary").first().waitFor();
    expect(await seriousFindings(view)).toEqual([]);
    await closeModal(view);
    await account.getByRole("button", { name: "More actions" }).first().click();
    await view.getByRole("menuitem", { name: "How to fix" }).click();
    await view.getByRole("dialog").getByText("aws iam").first().waitFor();
    await closeModal(view);

    await command(view, "/rootcheck account");
    const search = messageWith(view, "Which account?").getByRole("combobox");
    await search.pressSequentially("legacy-m");
    await view.getByRole("option", { name: "legacy-mail" }).waitFor();
    await search.press("Enter");
    await messageWith(view, "Root has a signing certificate").waitFor();
  });

  test("audits an account, a unit and the organization, and reads what was found", LONG, async () => {
    const view = await visit(playground().url);
    await command(view, "/rootcheck audit prod-web");
    await messageWith(view, "prod-web").getByRole("button", { name: "Audit again" }).waitFor();
    await command(view, "/rootcheck audit Payments");
    await messageWith(view, "Payments").getByRole("button", { name: "Audit again" }).last().waitFor();

    await command(view, "/rootcheck audit");
    const result = messageWith(view, "accounts need attention").filter({ hasText: "findings" }).last();
    await result.getByRole("button", { name: "1 reply" }).click();
    const thread = view.getByRole("complementary", { name: "Thread" });
    await thread.getByRole("button", { name: "Preview of rootcheck-results.csv" }).click();
    await thread.getByRole("columnheader", { name: "accountId" }).waitFor();
    expect(await seriousFindings(view)).toEqual([]);
    await view.keyboard.press("Escape");
    await thread.waitFor({ state: "detached" });
    expect(await seriousFindings(view, [POCKET])).toEqual([]);

    await result.getByRole("button", { name: /^All \d+ findings$/ }).click();
    const findings = view.getByRole("dialog", { name: "Findings" });
    await findings.getByText("1 to 15").waitFor();
    await findings.getByRole("button", { name: "Next" }).click();
    await findings.getByText("16 to 30").waitFor();
    await findings.getByRole("button", { name: "Previous" }).click();
    await findings.getByText("1 to 15").waitFor();
    await closeModal(view);
    await command(view, "/rootcheck");
    await messageWith(view, "Look at an account").or(messageWith(view, "Audit now")).last().waitFor();
    await view.getByRole("button", { name: "Audit now" }).waitFor();
  });

  test("takes an audit back", LONG, async () => {
    const view = await visit(playground().url);
    const held = { call: "iam:GetAccountSummary", kind: "slow", delayMs: 200_000, times: 10 } as const;
    playground().aws.setFaults([held]);
    await command(view, "/rootcheck audit prod-search");
    await messageWith(view, "Auditing prod-search").getByRole("button", { name: "Cancel" }).click();
    await messageWith(view, "is being cancelled").waitFor();
    await messageWith(view, "Audit of prod-search cancelled").waitFor();
    playground().aws.setFaults([]);
  });

  test("may do what the role allows, whoever that is, and is told by the app what not", LONG, async () => {
    const view = await visit(playground().url);
    const people = [
      { user: cast.viewer, role: "viewer", reads: true },
      { user: cast.approver, role: "approver", reads: true },
      { user: cast.auditor, role: "auditor", reads: true },
      { user: cast.outsider, role: "no role", reads: false },
      { user: cast.guest, role: "guest", refusal: "Guests cannot use rootcheck." },
    ];
    for (const { user, role, reads, refusal = "You have no role in rootcheck that allows this." } of people) {
      await view.getByLabel("You are").selectOption(user);
      await view.getByRole("option", { name: role, selected: true }).waitFor({ state: "attached" });
      await composerOf(view).waitFor();
      await command(view, "/rootcheck audit prod-web");
      await messageWith(view, refusal).waitFor();
      await command(view, "/rootcheck account legacy-mail");
      if (reads) await messageWith(view, "Root has a signing certificate").waitFor();
      else await messageWith(view, refusal).nth(1).waitFor();
    }
    await view.getByLabel("You are").selectOption(cast.otherCompany);
    await view.getByRole("heading", { name: "#acme-partner" }).waitFor();
    await command(view, "/rootcheck help");
    await messageWith(view, "rootcheck").last().waitFor();
    await view.getByLabel("You are").selectOption(cast.outsider);
    await view.getByRole("navigation").getByRole("button", { name: "rootcheck", exact: true }).click();
    await view.getByRole("tab", { name: "Home" }).click();
    await view.getByText("You have no role in rootcheck").waitFor();
  });
});
