import { describe, expect, inject, test } from "vitest";
import { openPage } from "../support/browser.ts";
import { startProgram } from "../support/programs.ts";

describe.skipIf(!inject("chromium"))("npm run playground", () => {
  test("prints an address, and /rootcheck <account> answers there with evidence", {
    timeout: 90_000,
  }, async () => {
    const playground = startProgram(["npm", "run", "playground"]);
    const [, address = ""] = await playground.prints(/open (http:\/\/\S+)/);
    const page = await openPage(address);

    await page
      .getByRole("combobox", { name: /Message/ })
      .or(page.getByRole("textbox", { name: /Message/ }))
      .fill("/rootcheck sandbox-research");
    await page.keyboard.press("Enter");
    await page.getByText("Root password without MFA").waitFor();
    await page.getByRole("button", { name: "Evidence" }).last().click();
    const modal = page.getByRole("dialog", { name: "Evidence" });
    await modal.getByText("AccountMFAEnabled = 0").first().waitFor();
    expect(await modal.innerText()).toContain("iam:GetAccountSummary");
    await page.keyboard.press("Escape");
    await modal.waitFor({ state: "detached" });
    expect(playground.printed()).not.toMatch(/"level":"(error|fatal)"/);
  });
});
