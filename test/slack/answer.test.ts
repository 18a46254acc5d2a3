import type { RespondArguments } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { z } from "zod";
import { type Answering, createAnswerer } from "../../src/slack/answer.ts";
import { chartBlocks } from "../../src/slack/views/chart.ts";
import { notice } from "../../src/slack/views/notice.ts";
import { quiet } from "../aws/support.ts";
import { createManualClock } from "../support/manual-clock.ts";

const START = new Date("2026-11-22T10:00:00Z");

/** What a person is sent, in order; an answer that takes the place of the last begins with "=". */
function answering(replaces: Answering["replaces"], refuses: (text: string) => boolean = () => false) {
  const clock = createManualClock(START);
  const sent: string[] = [];
  const respond = async (message: string | RespondArguments) => {
    if (typeof message === "string") throw new Error("Messages have blocks.");
    const { text = "", replace_original, delete_original } = message;
    if (refuses(text)) throw new Error("Slack does not take it.");
    sent.push(delete_original ? "gone" : `${replace_original ? "=" : ""}${text}`);
    return new Response();
  };
  const client = new WebClient("xoxb-nobody");
  const answerer = createAnswerer(
    { client, clock, log: quiet },
    { respond, user: "U1", channel: "C1", replaces },
  );
  return { answerer, sent, pass: (milliseconds: number) => clock.advance(milliseconds) };
}

test("an answer that is there within a moment is all that is sent", async () => {
  const { answerer, sent, pass } = answering("meanwhile");
  answerer.meanwhile("One moment");
  await answerer.answer(notice("Done"));
  await pass(60_000);
  expect(sent).toEqual(["Done"]);
});

test("one that takes longer is preceded by what is going on, now and then anew, in one message", async () => {
  const { answerer, sent, pass } = answering("meanwhile");
  answerer.meanwhile("Beginning");
  await pass(2_000);
  await pass(10_000);
  expect(sent).toEqual(["Beginning"]);
  for (const step of ["1", "2", "3", "4", "5"]) {
    answerer.meanwhile(`Step ${step}`);
    await pass(5_000);
  }
  await answerer.answer(notice("Done"));
  expect(sent).toEqual(["Beginning", "=Step 1", "=Step 2", "=Step 3", "=Done"]);
});

test("an update that Slack does not take costs nothing but itself", async () => {
  const { answerer, sent, pass } = answering("meanwhile", (text) => text === "Step 1");
  answerer.meanwhile("Beginning");
  await pass(2_000);
  answerer.meanwhile("Step 1");
  await pass(5_000);
  await answerer.answer(notice("Done"));
  expect(sent).toEqual(["Beginning", "=Done"]);
});

test("a button's message is not told about every step", async () => {
  const { answerer, sent, pass } = answering("nothing");
  answerer.meanwhile("Beginning");
  await pass(2_000);
  answerer.meanwhile("Step 1");
  await pass(20_000);
  await answerer.answer(notice("Done"));
  expect(sent).toEqual(["Beginning", "Done"]);
});

test("what was said meanwhile is taken back where there is no answer to follow it", async () => {
  for (const milliseconds of [1_000, 2_000]) {
    const { answerer, sent, pass } = answering("meanwhile");
    answerer.meanwhile("Beginning");
    await pass(milliseconds);
    await answerer.leave();
    await pass(60_000);
    expect(sent).toEqual(milliseconds < 1_500 ? [] : ["Beginning", "gone"]);
  }
});

function blocksIn(message: RespondArguments): readonly string[] {
  const sent = z.object({ blocks: z.array(z.object({ type: z.string() })) }).parse(message);
  return sent.blocks.map(({ type }) => type);
}

test.each([
  ["by its status", () => Promise.reject(new Error("400"))],
  ["in its words alone", async () => Response.json({ ok: false, error: "invalid_blocks" })],
  ["with a page that is not its own", async () => new Response("<!doctype html><title>Sign in</title>")],
  ["with half a word", async () => new Response('{"ok":true,"chan')],
])("a chart that a workspace does not take, which it says %s, is left out", async (_, refuse) => {
  const shown: (readonly string[])[] = [];
  const respond = async (message: string | RespondArguments) => {
    if (typeof message === "string") throw new Error("Messages have blocks.");
    const types = blocksIn(message);
    shown.push(types);
    return types.includes("data_visualization") ? refuse() : Response.json({ ok: true });
  };
  const answerer = createAnswerer(
    { client: new WebClient("xoxb-nobody"), clock: createManualClock(START), log: quiet },
    { respond, user: "U1", channel: "C1", replaces: "nothing" },
  );
  const counts = { critical: 1, high: 0, medium: 0, low: 0, info: 0 };
  const posture = { day: "2026-11-22", accounts: counts, failures: counts, inScope: 1, read: 1 };
  const { text, blocks } = notice("One account needs attention");
  await answerer.answer({ text, blocks: [...chartBlocks([posture]), ...blocks] });
  expect(shown).toEqual([["data_visualization", "rich_text"], ["rich_text"]]);
});
