import { describe, expect, it } from "vitest";
import { z } from "zod";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { startSlack } from "./support/harness.ts";
import { createManualClock } from "./support/manual-clock.ts";

const blocks = [
  {
    type: "actions",
    block_id: "row",
    elements: [{ type: "button", action_id: "go", text: { type: "plain_text", text: "Go" } }],
  },
] as const;

type Running = Awaited<ReturnType<typeof startSlack>>;

/** The response_url of a slash command that somebody typed. */
async function commandUrl({ control }: Running): Promise<string> {
  await control.command({ user: cast.operator, channel: places.general, text: "/rootcheck" });
  return latestUrl(await control.wire());
}

/** The response_url of a click in a message that everybody sees, and the message. */
async function clickUrl({ control, web }: Running): Promise<{ url: string; ts: string }> {
  const { ts = "" } = await web.chat.postMessage({
    channel: places.security,
    text: "A finding",
    blocks: [...blocks],
  });
  const action = { type: "button", action_id: "go", block_id: "row" };
  await control.action({ user: cast.operator, source: { channel: places.security, ts }, action });
  return { url: latestUrl(await control.wire()), ts };
}

function latestUrl(wire: readonly { sent: unknown }[]): string {
  return z.object({ response_url: z.string() }).parse(wire.at(-1)?.sent).response_url;
}

async function respond(url: string, body: unknown): Promise<{ status: number; body: string }> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.text() };
}

async function textsFor({ control }: Running, user: string): Promise<string[]> {
  return (await control.state(user)).messages.map(({ text }) => text);
}

describe("a response_url", () => {
  it("counts five uses, then answers 404", async () => {
    const running = await startSlack();
    const url = await commandUrl(running);
    for (const text of ["1", "2", "3", "4", "5"])
      expect(await respond(url, { text })).toEqual({ status: 200, body: "ok" });
    expect(await respond(url, { text: "6" })).toEqual({
      status: 404,
      body: '{"ok":false,"error":"used_url"}',
    });
    expect(await textsFor(running, cast.operator)).toEqual(["1", "2", "3", "4", "5"]);
  });

  it.each([
    [30 * 60_000, 200],
    [30 * 60_000 + 1_000, 404],
  ])("after %d ms answers %d", async (milliseconds, status) => {
    const running = await startSlack({ clock: createManualClock() });
    const url = await commandUrl(running);
    await running.control.advance({ milliseconds });
    expect(await respond(url, { text: "late" })).toMatchObject({ status });
  });

  it("speaks to all only if asked to", async () => {
    const running = await startSlack();
    const url = await commandUrl(running);
    await respond(url, { text: "for you" });
    await respond(url, { text: "for all", response_type: "in_channel" });
    expect(await textsFor(running, cast.operator)).toEqual(["for you", "for all"]);
    expect(await textsFor(running, cast.viewer)).toEqual(["for all"]);
  });

  it("of a click replaces and deletes the message that was clicked", async () => {
    const running = await startSlack();
    const { url } = await clickUrl(running);
    await respond(url, { text: "done", replace_original: true });
    expect((await running.control.state(cast.viewer)).messages).toMatchObject([{ text: "done" }]);
    expect((await running.control.state(cast.viewer)).messages[0]).not.toHaveProperty("blocks");
    await respond(url, { delete_original: true });
    expect(await textsFor(running, cast.viewer)).toEqual([]);
  });

  it.each([
    [false, ["A finding", "more"]],
    [true, ["more"]],
  ])(
    "of a click that says nothing replaces by default: %s",
    async (actionResponsesReplaceByDefault, texts) => {
      const running = await startSlack({ switches: { actionResponsesReplaceByDefault } });
      const { url } = await clickUrl(running);
      await respond(url, { text: "more" });
      expect(await textsFor(running, cast.operator)).toEqual(texts);
    },
  );

  it.each([
    [false, ["one", "two"]],
    [true, ["two"]],
  ])("of a command replaces what it sent before: %s", async (commandResponsesReplace, texts) => {
    const running = await startSlack({ switches: { commandResponsesReplace } });
    const url = await commandUrl(running);
    await respond(url, { text: "one" });
    await respond(url, { text: "two", replace_original: true });
    expect(await textsFor(running, cast.operator)).toEqual(texts);
  });

  it.each([
    ["nothing", {}, "no_text"],
    ["bad blocks", { text: "x", blocks: [{ type: "nonsense" }] }, "invalid_blocks"],
    ["an unknown word", { text: "x", colour: "red" }, "invalid_payload"],
  ])("refuses %s", async (_case, body, error) => {
    const running = await startSlack();
    const refused = await respond(await commandUrl(running), body);
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.body)).toMatchObject({ ok: false, error });
  });
});
