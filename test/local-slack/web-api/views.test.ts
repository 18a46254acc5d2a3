import type { WebClient } from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ControlClient } from "../../../src/local-slack/control-client.ts";
import { cast, places } from "../../../src/local-slack/workspace.ts";
import { refusalOf, startSlack } from "../support/harness.ts";
import { createManualClock } from "../support/manual-clock.ts";

const button = { type: "button", action_id: "next", text: { type: "plain_text", text: "Next" } } as const;
const view = {
  type: "modal",
  title: { type: "plain_text", text: "Loading" },
  blocks: [{ type: "actions", block_id: "row", elements: [button] }],
} as const;
const sent = { ...view, blocks: [{ ...view.blocks[0], elements: [button] }] };

async function latestTrigger(control: ControlClient): Promise<string> {
  return z.object({ trigger_id: z.string() }).parse((await control.wire()).at(-1)?.sent).trigger_id;
}

/** The trigger of a command that somebody just typed. */
async function trigger(control: ControlClient): Promise<string> {
  await control.command({ user: cast.operator, channel: places.security, text: "/rootcheck" });
  return latestTrigger(control);
}

async function openModal(web: WebClient, control: ControlClient) {
  const opened = await web.views.open({ trigger_id: await trigger(control), view: sent });
  return { id: opened.view?.id ?? "", hash: opened.view?.hash ?? "" };
}

describe("a trigger", () => {
  it.each([
    [3_000, undefined],
    [3_001, "expired_trigger_id"],
  ])("after %d ms ends in %s", async (milliseconds, error) => {
    const { web, control } = await startSlack({ clock: createManualClock() });
    const trigger_id = await trigger(control);
    await control.advance({ milliseconds });
    const call = web.views.open({ trigger_id, view: sent });
    if (error) expect(await refusalOf(call)).toMatchObject({ error });
    else expect(await call).toMatchObject({ ok: true });
  });

  it("opens one modal", async () => {
    const { web, control } = await startSlack();
    const trigger_id = await trigger(control);
    await web.views.open({ trigger_id, view: sent });
    expect(await refusalOf(web.views.open({ trigger_id, view: sent }))).toMatchObject({
      error: "exchanged_trigger_id",
    });
  });
});

describe("a modal", () => {
  it("is updated with the hash that it has now", async () => {
    const { web, control } = await startSlack();
    const { id, hash } = await openModal(web, control);
    const title = { type: "plain_text", text: "Ready" } as const;
    const updated = await web.views.update({ view_id: id, hash, view: { ...sent, title } });
    expect(updated.view).toMatchObject({ id, title, root_view_id: id });
    expect(await refusalOf(web.views.update({ view_id: id, hash, view: sent }))).toMatchObject({
      error: "hash_conflict",
    });
    expect((await control.state(cast.operator)).modals).toMatchObject([{ id, view: { title } }]);
  });

  it("is found by its external id, which no other may have", async () => {
    const { web, control } = await startSlack();
    const named = { ...sent, external_id: "E1" };
    await web.views.open({ trigger_id: await trigger(control), view: named });
    expect(await web.views.update({ external_id: "E1", view: named })).toMatchObject({ ok: true });
    const second = web.views.open({ trigger_id: await trigger(control), view: named });
    expect(await refusalOf(second)).toMatchObject({ error: "duplicate_external_ref" });
    expect(await refusalOf(web.views.update({ external_id: "E2", view: sent }))).toMatchObject({
      error: "not_found",
    });
  });

  it("carries two more, each from the one below, and closes with what lies on it", async () => {
    const { web, control } = await startSlack();
    const { id: root } = await openModal(web, control);
    const pushFromTop = async () => {
      const top = (await control.state(cast.operator)).modals.at(-1)?.id ?? "";
      const action = { type: "button", action_id: "next", block_id: "row" };
      await control.action({ user: cast.operator, source: { view: top }, action });
      return web.views.push({ trigger_id: await latestTrigger(control), view: sent });
    };
    expect(await pushFromTop()).toMatchObject({ view: { root_view_id: root, previous_view_id: root } });
    await pushFromTop();
    expect(await refusalOf(pushFromTop())).toMatchObject({ error: "push_limit_reached" });
    await control.close({ user: cast.operator, view: root });
    expect((await control.state(cast.operator)).modals).toEqual([]);
  });

  it("is not pushed without one below", async () => {
    const { web, control } = await startSlack();
    const call = web.views.push({ trigger_id: await trigger(control), view: sent });
    expect(await refusalOf(call)).toMatchObject({ error: "not_found" });
  });

  it("gives a response_url for each conversation chosen where it was asked for", async () => {
    const { web, control } = await startSlack();
    const element = { type: "conversations_select", action_id: "where", response_url_enabled: true } as const;
    const label = { type: "plain_text", text: "Where" } as const;
    const asking = {
      ...sent,
      submit: { type: "plain_text", text: "Share" } as const,
      blocks: [{ type: "input", block_id: "place", label, element } as const],
    };
    const opened = await web.views.open({ trigger_id: await trigger(control), view: asking });
    const chosen = { type: "conversations_select", selected_conversation: places.leads };
    const submitted = {
      user: cast.operator,
      view: opened.view?.id ?? "",
      values: { place: { where: chosen } },
    };
    await control.submit(submitted);
    const place = { block_id: "place", action_id: "where", channel_id: places.leads };
    expect((await control.wire()).at(-1)).toMatchObject({
      name: "view_submission",
      sent: { response_urls: [{ ...place, response_url: expect.stringContaining("/actions/") }] },
    });
  });

  it("tells the app of its end only if it asked for it", async () => {
    const { web, control } = await startSlack();
    const { id: quiet } = await openModal(web, control);
    await control.close({ user: cast.operator, view: quiet });
    const told = { ...sent, notify_on_close: true };
    const opened = await web.views.open({ trigger_id: await trigger(control), view: told });
    await control.close({ user: cast.operator, view: opened.view?.id ?? "" });
    const closings = (await control.wire()).filter(({ name }) => name === "view_closed");
    expect(closings).toMatchObject([{ sent: { view: { id: opened.view?.id } } }]);
  });
});
