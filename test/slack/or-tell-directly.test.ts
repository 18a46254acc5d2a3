import { expect, test } from "vitest";
import type { Fault, Message } from "../../src/local-slack/control.ts";
import { ask, spoken } from "../support/conversation.ts";
import { sendForm } from "../support/forms.ts";
import { beginDeciding, chooseMore } from "./deciding.ts";
import { begin, controlIn, user } from "./sample-app.ts";

const EXPIRED: Fault = { method: "views.open", kind: "error", error: "expired_trigger_id", times: 1 };

function isDirect({ channel }: Message): boolean {
  return channel.startsWith("D");
}

async function toldDirectly(slack: Awaited<ReturnType<typeof begin>>["slack"]): Promise<string> {
  const { messages } = await slack.until(user, (snapshot) => snapshot.messages.some(isDirect));
  return spoken(messages.findLast(isDirect)?.blocks);
}

test("whoever pressed a button whose modal does not open is told so", async () => {
  const { slack } = await begin();
  const message = await ask(slack, { user, text: "findings" });
  await slack.faults([EXPIRED]);
  const { block_id } = controlIn(message.blocks, "finding_more");
  const value = "remedy 12 3";
  const selected_option = { text: { type: "plain_text", text: "How to fix" }, value };
  const action = { type: "overflow", action_id: "finding_more", block_id, selected_option };
  await slack.action({ user, source: { channel: message.channel, ts: message.ts }, action });
  expect(await toldDirectly(slack)).toContain("nothing was changed. Please try again");
});

test("whoever used a shortcut whose modal does not open is told so", async () => {
  const { slack } = await begin();
  await slack.faults([EXPIRED]);
  await slack.shortcut({ user, callbackId: "overview" });
  expect(await toldDirectly(slack)).toContain("Please try again");
});

test("what came of a form is told even where Slack does not show it", async () => {
  const { slack, decided } = await beginDeciding();
  await chooseMore(slack, "assign 12 3", "Who takes care of it");
  const form = (await slack.state(user)).modals.at(-1);
  if (!form) throw new Error("The form was there and is gone.");
  await slack.faults([{ method: "views.update", kind: "error", error: "internal_error", times: 1 }]);
  await sendForm(slack, { user, form });
  expect(await toldDirectly(slack)).toContain("F12");
  expect(decided).toHaveLength(1);
});
