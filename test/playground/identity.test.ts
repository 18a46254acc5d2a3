import { describe, inject, test } from "vitest";
import { canonicalIdOf } from "../../src/local-aws/s3/canonical-id.ts";
import { command, messageWith, useBrowser } from "./support/browser.ts";
import { sharePlayground } from "./support/playground.ts";

const LONG = { timeout: 90_000 };
/** Its account lets nobody in; it leaves its exports in a bucket of security's. */
const CRM = "599999999999";

describe.skipIf(!inject("chromium"))("who is who, in the page", () => {
  const playground = sharePlayground();
  const visit = useBrowser();

  test("a canonical id comes from objects alone, and leads back to its account", LONG, async () => {
    const view = await visit(playground().url);
    await command(view, "/rootcheck canonical tidewater-crm");
    const derived = messageWith(view, "tidewater-crm has most likely the canonical user id");
    await derived.getByText(canonicalIdOf(CRM)).waitFor();
    await command(view, `/rootcheck whois ${canonicalIdOf(CRM)}`);
    const found = messageWith(view, "likely, from objects under its id in the app's own account");
    await found.getByRole("button", { name: "Show the account" }).waitFor();
  });
});
