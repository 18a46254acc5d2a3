import { expect, test } from "vitest";
import { cast } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { isResult, spoken } from "../support/conversation.ts";
import { describeEachWorld } from "../support/world.ts";

const settings = { ROOTCHECK_OWNER_TAG: "root-owner" };

describeEachWorld("owners by account tag", { organization: sampleOrganization, settings }, (world) => {
  test("are named soon after the audit that found something, and not only after the next", async () => {
    await world().ask({ user: cast.operator, text: "audit", until: isResult });
    const found = async () => {
      const message = await world().ask({ user: cast.operator, text: "findings 411111111111" });
      return spoken(message.blocks);
    };
    const patience = { timeout: 30_000, interval: 500 };
    await expect.poll(found, patience).toContain(`falls to <@${cast.operator}>`);
  });
});
