import { describe, expect, it } from "vitest";
import { cast, groups, places } from "../../../src/local-slack/workspace.ts";
import { clientOf, manifest, refusalOf, startSlack } from "../support/harness.ts";

function scopes(...bot: string[]) {
  return { ...manifest, oauth_config: { scopes: { bot } } };
}

const post = { channel: places.security, text: "hello" };
const divider = { type: "divider" } as const;

describe("who may call", () => {
  it.each([
    ["", "auth.test", "not_authed"],
    ["xoxb-other", "auth.test", "invalid_auth"],
    ["xapp-test", "auth.test", "not_allowed_token_type"],
    ["xoxb-local-slack", "apps.connections.open", "not_allowed_token_type"],
    ["xoxb-local-slack", "chat.postMesage", "unknown_method"],
  ])("with the token %j %s is refused with %s", async (token, method, error) => {
    const { slack } = await startSlack();
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: false, error });
  });

  it("needs the scope in the manifest, and says which", async () => {
    const { web } = await startSlack({ manifest: scopes("commands", "users:read") });
    expect(await refusalOf(web.chat.postMessage(post))).toMatchObject({
      error: "missing_scope",
      needed: "chat:write",
      provided: "commands,users:read",
    });
  });

  it.each([
    [places.security, "channels:read"],
    [places.incidents, "groups:read"],
  ])("needs for %s the scope %s", async (channel, needed) => {
    const { web } = await startSlack({ manifest: scopes("chat:write") });
    expect(await refusalOf(web.conversations.info({ channel }))).toMatchObject({
      error: "missing_scope",
      needed,
    });
  });

  it.each([true, false])("has optional scopes if they were granted: %s", async (optionalScopesGranted) => {
    const optional = {
      ...manifest,
      oauth_config: { scopes: { bot: ["chat:write"], bot_optional: ["users:read"] } },
    };
    const { web } = await startSlack({ manifest: optional, switches: { optionalScopesGranted } });
    const call = web.users.info({ user: cast.viewer });
    if (optionalScopesGranted) expect(await call).toMatchObject({ ok: true });
    else expect(await refusalOf(call)).toMatchObject({ error: "missing_scope" });
  });

  it("tells the granted scopes with every answer", async () => {
    const { web } = await startSlack({ manifest: scopes("chat:write", "commands") });
    expect((await web.auth.test()).response_metadata).toMatchObject({ scopes: ["chat:write", "commands"] });
  });
});

describe("messages", () => {
  it("posts as form or JSON, updates, threads and deletes", async () => {
    const { slack, web, control } = await startSlack();
    const headers = { authorization: `Bearer ${slack.botToken}`, "content-type": "application/json" };
    const body = JSON.stringify({ ...post, blocks: [divider] });
    const byJson = await fetch(`${slack.apiUrl}chat.postMessage`, { method: "POST", headers, body });
    expect(await byJson.json()).toMatchObject({ ok: true, channel: places.security });
    const { ts = "" } = await web.chat.postMessage({ ...post, blocks: [divider] });
    const reply = await web.chat.postMessage({ ...post, text: "reply", thread_ts: ts });
    await web.chat.update({ channel: places.security, ts, text: "later" });
    const seen = (await control.state(cast.guest)).messages;
    expect(seen).toMatchObject([
      { text: "hello" },
      { ts, text: "later", edited: true },
      { text: "reply", threadTs: ts },
    ]);
    expect(seen[1]).not.toHaveProperty("blocks");
    await web.chat.delete({ channel: places.security, ts: reply.ts ?? "" });
    expect((await control.state(cast.guest)).messages).toHaveLength(2);
  });

  it("has an address for every message", async () => {
    const { web } = await startSlack();
    const { ts = "" } = await web.chat.postMessage(post);
    const { permalink } = await web.chat.getPermalink({ channel: places.security, message_ts: ts });
    expect(permalink).toBe(`https://acme.slack.com/archives/${places.security}/p${ts.replace(".", "")}`);
  });

  it("opens direct messages by the person's id", async () => {
    const { web, control } = await startSlack();
    const sent = await web.chat.postMessage({ channel: cast.viewer, text: "to you" });
    expect(sent.channel).toMatch(/^D/);
    expect(await web.conversations.open({ users: cast.viewer })).toMatchObject({ already_open: true });
    expect((await control.state(cast.viewer)).messages).toMatchObject([{ text: "to you" }]);
    expect((await control.state(cast.operator)).messages).toEqual([]);
  });

  it("reaches public channels without the bot by chat:write.public", async () => {
    const { web } = await startSlack({ manifest: scopes("chat:write", "chat:write.public") });
    expect(await web.chat.postMessage({ ...post, channel: places.general })).toMatchObject({ ok: true });
  });

  it("cuts the text at 40,000 characters", async () => {
    const { web } = await startSlack();
    const sent = await web.chat.postMessage({ ...post, text: "x".repeat(40_001) });
    expect(sent.message?.text).toHaveLength(40_000);
  });
});

describe("the workspace", () => {
  it("pages through people, and knows the kinds", async () => {
    const { web } = await startSlack();
    const found: string[] = [];
    let cursor = "";
    do {
      const page = await web.users.list({ limit: 4, cursor });
      found.push(...(page.members ?? []).map(({ id = "" }) => id));
      cursor = page.response_metadata?.next_cursor ?? "";
    } while (cursor);
    expect(found.toSorted()).toEqual([...Object.values(cast), "U01ROOTCHK0"].toSorted());
    expect(await web.users.info({ user: cast.guest })).toMatchObject({ user: { is_restricted: true } });
    expect(await web.users.info({ user: cast.otherCompany })).toMatchObject({ user: { is_stranger: true } });
    expect(await web.users.info({ user: cast.deactivated })).toMatchObject({ user: { deleted: true } });
    expect(await web.users.info({ user: cast.outsider })).toMatchObject({
      user: { tz: "Asia/Tokyo", tz_offset: 32_400 },
    });
  });

  it("lists the channels that the app may know of, and who is in one", async () => {
    const { web, slack } = await startSlack();
    const { channels = [] } = await web.conversations.list({
      types: "public_channel,private_channel",
      exclude_archived: true,
    });
    const expected = [places.security, places.general, places.incidents, places.partner];
    expect(channels.map(({ id }) => id)).toEqual(expected);
    const { members } = await web.conversations.members({ channel: places.incidents });
    expect(members).toEqual([cast.operator, cast.approver, slack.workspace.app.botUserId]);
    expect(await refusalOf(web.conversations.list({ types: "channels" }))).toMatchObject({
      error: "invalid_types",
    });
  });

  it("tells which channels are shared, and who is in a group after it changed", async () => {
    const { web, control } = await startSlack();
    expect(await web.conversations.info({ channel: places.partner })).toMatchObject({
      channel: { is_ext_shared: true },
    });
    await control.userGroup({ id: groups.approvers, members: [cast.outsider] });
    expect(await web.usergroups.users.list({ usergroup: groups.approvers })).toMatchObject({
      users: [cast.outsider],
    });
    await control.channel({ id: places.security, change: { hasBot: false } });
    expect(await refusalOf(web.chat.postMessage(post))).toMatchObject({ error: "not_in_channel" });
  });

  it("takes no token where the facts say so", async () => {
    const { slack } = await startSlack();
    const anybody = clientOf(slack, "");
    expect(await anybody.blocks.validate({ blocks: [divider] })).toMatchObject({ ok: true });
    expect(
      await refusalOf(anybody.apiCall("blocks.validate", { blocks: [{ type: "nonsense" }] })),
    ).toMatchObject({
      errors: [{ pointer: "/blocks/0/type" }],
    });
  });
});
