import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { commands } from "../src/slack/commands/index.ts";
import { COMMAND } from "../src/slack/ids.ts";
import { sourceFiles } from "./architecture/imports.ts";

const manifest: unknown = parse(readFileSync(new URL("../manifest.yml", import.meta.url), "utf8"));

const { features, oauth_config, settings } = z
  .object({
    features: z.object({
      slash_commands: z.array(
        z.object({ command: z.string(), usage_hint: z.string(), should_escape: z.boolean() }),
      ),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({ interactivity: z.object({ is_enabled: z.boolean() }) }),
  })
  .parse(manifest);

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

  test("is the presses of buttons", () => {
    expect(settings.interactivity.is_enabled).toBe(true);
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
    "views.update": [],
  };

  const slack = sourceFiles(new URL("../src/slack/", import.meta.url)).map(({ source }) => source);
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

/** Slack's own schemas of the manifest, where they lie beside the checkout. */
const schemas = ["v1", "v2"]
  .map((version) => ({
    version,
    file: new URL(`../../shared/schemas/slack-manifest.${version}.schema.json`, import.meta.url),
  }))
  .filter(({ file }) => existsSync(file));

test.each(schemas)(
  "Slack's own schema $version takes the manifest, and not one that is wrong",
  ({ file }) => {
    const schema = z.fromJSONSchema(JSON.parse(readFileSync(file, "utf8")), { defaultTarget: "draft-7" });
    expect(schema.safeParse(manifest).error?.issues ?? []).toEqual([]);
    const right = z.record(z.string(), z.unknown()).parse(manifest);
    expect(schema.safeParse({ ...right, display_information: {} }).success).toBe(false);
    expect(schema.safeParse({ ...right, unheard_of: true }).success).toBe(false);
  },
);
