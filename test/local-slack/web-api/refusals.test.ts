import type { WebClient } from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { cast, places } from "../../../src/local-slack/workspace.ts";
import { refusalOf, startSlack } from "../support/harness.ts";

const post = { channel: places.security, text: "hello" };
const divider = { type: "divider" } as const;
const long = "x".repeat(2_900);
const longSection = { type: "section", text: { type: "plain_text", text: long } } as const;
const modal = { type: "modal", title: { type: "plain_text", text: "T" }, blocks: [] };

const refused: readonly (readonly [string, (web: WebClient) => Promise<unknown>, object])[] = [
  [
    "an unknown argument",
    (web) => web.apiCall("chat.postMessage", { ...post, colour: "red" }),
    { error: "invalid_arguments", response_metadata: { messages: ["[ERROR] unknown argument: colour"] } },
  ],
  [
    "a missing argument",
    (web) => web.apiCall("chat.postMessage", { text: "x" }),
    {
      error: "invalid_arguments",
      response_metadata: { messages: ["[ERROR] missing required field: channel"] },
    },
  ],
  [
    "no such channel",
    (web) => web.chat.postMessage({ ...post, channel: "C404" }),
    { error: "channel_not_found" },
  ],
  [
    "a private channel without the bot",
    (web) => web.chat.postMessage({ ...post, channel: places.leads }),
    { error: "channel_not_found" },
  ],
  [
    "a public channel without the bot",
    (web) => web.chat.postMessage({ ...post, channel: places.general }),
    { error: "not_in_channel" },
  ],
  [
    "an archived channel",
    (web) => web.chat.postMessage({ ...post, channel: places.archived }),
    { error: "is_archived" },
  ],
  [
    "an empty message",
    (web) => web.apiCall("chat.postMessage", { channel: places.security }),
    { error: "no_text" },
  ],
  [
    "blocks without text",
    (web) => web.chat.postMessage({ channel: places.security, blocks: [divider] }),
    { error: "no_text", response_metadata: { messages: [expect.stringContaining("notifications")] } },
  ],
  [
    "bad blocks",
    (web) =>
      web.apiCall("chat.postMessage", {
        ...post,
        blocks: [{ type: "header", text: { type: "plain_text", text: long } }],
      }),
    {
      error: "invalid_blocks",
      response_metadata: {
        messages: ["[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"],
      },
    },
  ],
  [
    "too many characters of blocks",
    (web) => web.chat.postMessage({ ...post, blocks: Array.from({ length: 5 }, () => longSection) }),
    { error: "msg_blocks_too_long" },
  ],
  [
    "no such thread",
    (web) => web.chat.postMessage({ ...post, thread_ts: "1.000000" }),
    { error: "thread_not_found" },
  ],
  [
    "nested metadata",
    (web) =>
      web.apiCall("chat.postMessage", { ...post, metadata: { event_type: "e", event_payload: { a: {} } } }),
    { error: "invalid_arguments" },
  ],
  [
    "too much metadata",
    (web) =>
      web.chat.postMessage({
        ...post,
        metadata: { event_type: "e", event_payload: { a: "x".repeat(8_000) } },
      }),
    { error: "metadata_too_large" },
  ],
  [
    "an update of nothing",
    (web) => web.chat.update({ ...post, ts: "1.000000" }),
    { error: "message_not_found" },
  ],
  [
    "a deletion of nothing",
    (web) => web.chat.delete({ channel: places.security, ts: "1.000000" }),
    { error: "message_not_found" },
  ],
  [
    "a whisper to somebody elsewhere",
    (web) => web.chat.postEphemeral({ ...post, channel: places.incidents, user: cast.viewer }),
    { error: "user_not_in_channel" },
  ],
  [
    "a direct message to a bot",
    (web) => web.conversations.open({ users: cast.bot }),
    { error: "cannot_dm_bot" },
  ],
  [
    "a direct message to somebody gone",
    (web) => web.chat.postMessage({ ...post, channel: cast.deactivated }),
    { error: "user_disabled" },
  ],
  ["an unknown person", (web) => web.users.info({ user: "U404" }), { error: "user_not_found" }],
  [
    "an unknown group",
    (web) => web.usergroups.users.list({ usergroup: "S404" }),
    { error: "no_such_subteam" },
  ],
  ["an unknown file", (web) => web.files.info({ file: "F404" }), { error: "file_not_found" }],
  [
    "a trigger out of thin air",
    (web) =>
      web.apiCall("views.open", {
        trigger_id: "1.2.3",
        view: modal,
      }),
    { error: "invalid_trigger_id" },
  ],
  [
    "a bad view",
    (web) =>
      web.apiCall("views.publish", { user_id: cast.viewer, view: { type: "home", title: "x", blocks: [] } }),
    {
      error: "invalid_arguments",
      response_metadata: { messages: [expect.stringContaining("[json-pointer:/view/title]")] },
    },
  ],
  [
    "a modal as Home tab",
    (web) =>
      web.apiCall("views.publish", {
        user_id: cast.viewer,
        view: modal,
      }),
    { error: "invalid_arguments" },
  ],
];

describe("what is refused", () => {
  it.each(refused)("%s", async (_case, call, answer) => {
    const { web } = await startSlack();
    expect(await refusalOf(call(web))).toMatchObject({ ok: false, ...answer });
  });

  it("changes to somebody else's message, and to one that only one person sees", async () => {
    const { web, control } = await startSlack();
    const { channel, ts } = await control.message({
      user: cast.operator,
      channel: places.security,
      text: "mine",
    });
    expect(await refusalOf(web.chat.update({ channel, ts, text: "ours" }))).toMatchObject({
      error: "cant_update_message",
    });
    expect(await refusalOf(web.chat.delete({ channel, ts }))).toMatchObject({ error: "cant_delete_message" });
    const whispered = await web.chat.postEphemeral({ ...post, user: cast.operator });
    const update = web.chat.update({ ...post, ts: whispered.message_ts ?? "" });
    expect(await refusalOf(update)).toMatchObject({ error: "message_not_found" });
  });

  it("blocks without text are taken where that rule is off", async () => {
    const { web } = await startSlack({ switches: { textRequiredBesideBlocks: false } });
    expect(await web.chat.postMessage({ channel: places.security, blocks: [divider] })).toMatchObject({
      ok: true,
    });
  });
});
