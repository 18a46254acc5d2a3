import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { describe, expect, it } from "vitest";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { blocks, click } from "./support/finding.ts";
import { type Mode, modes, startApp } from "./support/harness.ts";

function modal(callback_id: string, title = "Reason"): ModalView {
  return {
    type: "modal",
    callback_id,
    title: { type: "plain_text", text: title },
    submit: { type: "plain_text", text: "Send" },
    blocks: [
      {
        type: "input",
        block_id: "reason",
        label: { type: "plain_text", text: "Why" },
        element: { type: "plain_text_input", action_id: "text" },
      },
      {
        type: "input",
        block_id: "account",
        optional: true,
        label: { type: "plain_text", text: "Account" },
        element: { type: "external_select", action_id: "account" },
      },
    ],
  };
}

/** The operator has clicked the button of a posted message and sees what the app made of it. */
async function withModal(mode: Mode, register: (app: App) => void) {
  const running = await startApp(mode, (app) => {
    app.action("open", async ({ ack, body, client }) => {
      await ack();
      if ("trigger_id" in body)
        await client.views.open({ trigger_id: body.trigger_id, view: modal("reason") });
    });
    register(app);
  });
  const { ts = "" } = await running.web.chat.postMessage({
    channel: places.security,
    text: "A finding",
    blocks: [...blocks],
  });
  const clicked = { user: cast.operator, source: { channel: places.security, ts }, action: click };
  await running.control.action(clicked);
  const { modals } = await running.control.until(cast.operator, (seen) => seen.modals.length > 0);
  const view = modals[0]?.id ?? "";
  const stack = async () => (await running.control.state(cast.operator)).modals.map((open) => open.view);
  return { ...running, view, stack };
}

const values = { reason: { text: { type: "plain_text_input", value: "because" } } };

describe.each(modes)("over %s", (mode) => {
  it("a modal opens, keeps itself open on errors and closes on an empty acknowledgement", async () => {
    const { control, view, stack } = await withModal(mode, (app) => {
      app.view("reason", async ({ ack, view: sent }) => {
        const reason = sent.state.values.reason?.text?.value;
        if (reason) await ack();
        else await ack({ response_action: "errors", errors: { reason: "Say why" } });
      });
    });
    expect(await stack()).toMatchObject([{ callback_id: "reason" }]);
    expect(await control.submit({ user: cast.operator, view })).toMatchObject({
      outcome: "acknowledged",
      answer: { response_action: "errors", errors: { reason: "Say why" } },
    });
    expect(await stack()).toHaveLength(1);
    await control.submit({ user: cast.operator, view, values });
    expect(await stack()).toEqual([]);
  });

  it("errors under a block that the modal has not are trouble", async () => {
    const { control, view } = await withModal(mode, (app) => {
      app.view("reason", ({ ack }) => ack({ response_action: "errors", errors: { other: "Say why" } }));
    });
    expect(await control.submit({ user: cast.operator, view })).toHaveProperty("notice");
  });

  it("a submission may update, push and clear", async () => {
    const { control, view, stack } = await withModal(mode, (app) => {
      app.view("reason", ({ ack }) => ack({ response_action: "update", view: modal("second", "Second") }));
      app.view("second", ({ ack }) => ack({ response_action: "push", view: modal("third", "Third") }));
      app.view("third", ({ ack }) => ack({ response_action: "clear" }));
    });
    await control.submit({ user: cast.operator, view });
    expect(await stack()).toMatchObject([{ callback_id: "second" }]);
    await control.submit({ user: cast.operator, view });
    expect(await stack()).toMatchObject([{ callback_id: "second" }, { callback_id: "third" }]);
    const top = (await control.state(cast.operator)).modals.at(-1)?.id ?? "";
    await control.submit({ user: cast.operator, view: top });
    expect(await stack()).toEqual([]);
  });

  it("an external select offers what the app answers", async () => {
    const { control, view } = await withModal(mode, (app) => {
      app.options("account", async ({ ack, options }) => {
        await ack({ options: [{ text: { type: "plain_text", text: `${options.value}…` }, value: "1" }] });
      });
    });
    const typed = {
      user: cast.operator,
      source: { view },
      blockId: "account",
      actionId: "account",
      value: "pro",
    };
    expect(await control.options(typed)).toMatchObject({
      outcome: "acknowledged",
      answer: { options: [{ text: { text: "pro…" } }] },
    });
  });
});
