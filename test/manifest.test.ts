import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { commands } from "../src/slack/commands/index.ts";
import { COMMAND, shortcutIds } from "../src/slack/ids.ts";
import { sourceFiles } from "./architecture/imports.ts";

const text = readFileSync(new URL("../manifest.yml", import.meta.url), "utf8");
const manifest: unknown = parse(text);

const shape = z.object({
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean() }),
    slash_commands: z.array(
      z.object({
        command: z.string(),
        url: z.string().optional(),
        usage_hint: z.string(),
        should_escape: z.boolean(),
      }),
    ),
    shortcuts: z.array(z.object({ callback_id: z.string() })).default([]),
  }),
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
  }),
  settings: z.object({
    event_subscriptions: z
      .object({ bot_events: z.array(z.string()), request_url: z.string().optional() })
      .default({ bot_events: [] }),
    interactivity: z.object({
      is_enabled: z.boolean(),
      request_url: z.string().optional(),
      message_menu_options_url: z.string().optional(),
    }),
    socket_mode_enabled: z.boolean(),
  }),
});
const { features, oauth_config, settings } = shape.parse(manifest);

const slack = sourceFiles(new URL("../src/slack/", import.meta.url)).map(({ source }) => source);

describe("what the manifest asks Slack for", () => {
  test("is the one command, escaped so that mentions come with their ids", () => {
    expect(features.slash_commands).toEqual([
      expect.objectContaining({ command: COMMAND, should_escape: true }),
    ]);
  });

  test("hints at every command", () => {
    for (const { word, parameters } of commands)
      expect(features.slash_commands[0]?.usage_hint).toContain([word, parameters].filter(Boolean).join(" "));
  });

  /** What the code tells Bolt that it listens to, by kind: as many as `app.<kind>` is called. */
  function listeners(kind: string): readonly string[] {
    const call = new RegExp(`\\bapp\\.${kind}(?:<[^>]*>)?\\(\\s*([^,]+),`, "g");
    return slack.flatMap((source) => [...source.matchAll(call)].map(([, first = ""]) => first));
  }

  test("is the presses of buttons, which the code listens to", () => {
    expect(settings.interactivity.is_enabled).toBe(true);
    expect(listeners("action")).not.toEqual([]);
    expect(listeners("command")).toEqual(["COMMAND"]);
  });

  test("is the events that the code listens to", () => {
    expect(listeners("event")).toEqual(settings.event_subscriptions.bot_events.map((name) => `"${name}"`));
  });

  test("is a shortcut for each that the code listens to", () => {
    expect(listeners("shortcut")).toHaveLength(features.shortcuts.length);
    expect(features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(Object.values(shortcutIds));
  });

  test("is a Home tab if the code publishes one", () => {
    expect(features.app_home.home_tab_enabled).toBe(
      slack.some((source) => source.includes(".views.publish(")),
    );
  });

  test("is no scope that somebody may leave out", () => {
    expect(oauth_config.scopes.bot_optional).toEqual([]);
  });
});

describe("the scopes", () => {
  /** What each Web API method takes of a bot, by Slack's reference. */
  const SCOPES: Record<string, readonly string[]> = {
    "auth.test": [],
    "chat.postEphemeral": ["chat:write"],
    "chat.postMessage": ["chat:write"],
    "chat.update": ["chat:write"],
    "conversations.info": ["channels:read", "groups:read"],
    "files.completeUploadExternal": ["files:write"],
    "files.getUploadURLExternal": ["files:write"],
    "usergroups.users.list": ["usergroups:read"],
    "users.info": ["users:read"],
    "views.open": [],
    "views.publish": [],
    "views.push": [],
    "views.update": [],
  };

  const CALL = /\b(?:client|posting|answering)\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g;
  const called = new Set(
    slack.flatMap((source) => [...source.matchAll(CALL)].map(([, method]) => method ?? "")),
  );

  test("are known for every method that the code calls, and for no other", () => {
    expect([...called].toSorted()).toEqual(Object.keys(SCOPES));
  });

  test("are those that the command and the methods take, and no more", () => {
    const needed = new Set(["commands", ...[...called].flatMap((method) => SCOPES[method] ?? [])]);
    expect(oauth_config.scopes.bot.toSorted()).toEqual([...needed].toSorted());
  });
});

/** The manifest as its first lines say that it becomes for HTTP. */
const httpManifest: unknown = parse(
  text.replaceAll("# HTTP: ", "").replace("socket_mode_enabled: true", "socket_mode_enabled: false"),
);

test("the HTTP form sends everything to the one path that the app serves", () => {
  const { features, settings } = shape.parse(httpManifest);
  const { request_url, message_menu_options_url } = settings.interactivity;
  const events = settings.event_subscriptions.request_url;
  const urls = [features.slash_commands[0]?.url, request_url, message_menu_options_url, events];
  expect(new Set(urls)).toEqual(new Set(["https://rootcheck.example.com/slack/events"]));
  expect(slack.some((source) => source.includes('endpoints: ["/slack/events"]'))).toBe(true);
  expect(settings.socket_mode_enabled).toBe(false);
});

/** Slack's own schemas of the manifest, where they lie beside the checkout. */
const schemas = ["v1", "v2"]
  .map((version) => ({
    version,
    file: new URL(`../../shared/schemas/slack-manifest.${version}.schema.json`, import.meta.url),
  }))
  .filter(({ file }) => existsSync(file));

test.each(schemas)(
  "Slack's own schema $version takes both forms of the manifest, and not one that is wrong",
  ({ file }) => {
    const schema = z.fromJSONSchema(JSON.parse(readFileSync(file, "utf8")), { defaultTarget: "draft-7" });
    for (const form of [manifest, httpManifest])
      expect(schema.safeParse(form).error?.issues ?? []).toEqual([]);
    const right = z.record(z.string(), z.unknown()).parse(manifest);
    expect(schema.safeParse({ ...right, display_information: {} }).success).toBe(false);
    expect(schema.safeParse({ ...right, unheard_of: true }).success).toBe(false);
  },
);
