import { expect, test } from "vitest";
import { z } from "zod";
import { canonicalIdOf } from "../../src/local-aws/s3/canonical-id.ts";
import type { Message } from "../../src/local-slack/control.ts";
import { cast } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { describeEachWorld } from "../support/world.ts";

const { operator, viewer } = cast;
const RESEARCH = "555555555555";
const WEB = "422222222222";

const offer = z.object({ options: z.array(z.object({ value: z.string() })) });

describeEachWorld("the search for an account", { organization: sampleOrganization }, (world) => {
  /** What is offered to somebody who types this, after a command that found no account. */
  async function typed(value: string, { user = viewer, text = "account no-such-account" } = {}) {
    const { channel, ts } = await world().ask({ user, text });
    const source = { channel, ts };
    const question = { user, source, blockId: "", actionId: "account_chosen", value };
    const { answer } = await world().slack.options(question);
    return { source, values: offer.parse(answer).options.map((option) => option.value) };
  }

  test("finds one by its root e-mail address only if that is typed whole", async () => {
    const { email = "" } = world().aws.organization.accounts.get(RESEARCH) ?? {};
    expect((await typed(email.toUpperCase())).values).toEqual([RESEARCH]);
    const host = email.slice(email.indexOf("@"));
    for (const part of [email.slice(0, -1), email.slice(1), email.slice(0, 2), host, host.slice(0, 3)])
      expect((await typed(part)).values).not.toContain(RESEARCH);
  });

  test("finds one by its canonical id, once that is known", async () => {
    await world().ask({ user: operator, text: "canonical prod-web" });
    expect((await typed(canonicalIdOf(WEB))).values).toEqual([WEB]);
  });

  test("goes on with what was asked for the one that is chosen", async () => {
    const { source, values } = await typed("prod-web", { text: "history prd-wbe" });
    const [value = ""] = values;
    expect(value).toBe(`history ${WEB}`);
    const selected_option = { text: { type: "plain_text", text: value }, value };
    const action = { type: "external_select", action_id: "account_chosen", block_id: "", selected_option };
    await world().slack.action({ user: viewer, source, action });
    const isHistory = (message: Message) => message.text === "prod-web has not been audited yet";
    const { messages } = await world().until(viewer, (view) => view.messages.some(isHistory));
    expect(messages.find(isHistory)?.ephemeralTo).toBe(viewer);
  });
});
