import { expect, test } from "vitest";
import type { Message } from "../../src/local-slack/control.ts";
import { cast } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { spoken } from "../support/conversation.ts";
import { describeEachWorld, describeWorld, type World } from "../support/world.ts";

const { operator, viewer } = cast;

async function audited(world: World): Promise<void> {
  await world.ask({
    user: operator,
    text: "audit",
    until: ({ text }) => /accounts? needs? attention/.test(text),
  });
}

const hasChart = ({ blocks }: Message) => JSON.stringify(blocks).includes("data_visualization");

describeEachWorld("history", { organization: sampleOrganization }, (world) => {
  test("tells where things stood, by whom they were audited, and what that took", async () => {
    const before = await world().ask({ user: viewer, text: "history" });
    expect(before.text).toBe("The organization has not been audited yet");
    await audited(world());
    const message = await world().ask({
      user: viewer,
      text: "history",
      until: ({ text }) => /attention/.test(text),
    });
    expect(hasChart(message)).toBe(true);
    const text = spoken(message.blocks);
    expect(text).toMatch(/^\d+ of \d+ accounts need attention/);
    expect(text).toMatch(
      /A1 {2}· .* · {2}the organization {2}· {2}asked by \s*· .* · {2}[\d,]+ AWS calls {2}· {2}\d+ of \d+ accounts read/,
    );
    const account = await world().ask({ user: viewer, text: "history prod-payments" });
    expect(spoken(account.blocks)).toMatch(/^prod-payments: \d+ checks? fail/);
  });
});

const slack = { switches: { chartsInMessages: false, responseUrlRefusalStatus: 200 } };
describeWorld(
  "history in a workspace without charts",
  { organization: sampleOrganization, slack },
  (world) => {
    test("is told without its chart, in figures", async () => {
      await audited(world());
      const message = await world().ask({
        user: viewer,
        text: "history",
        until: ({ text }) => /attention/.test(text),
      });
      expect(hasChart(message)).toBe(false);
      expect(spoken(message.blocks)).toMatch(/accounts need attention on 22 Nov\./);
    });
  },
);
