import { z } from "zod";
import type { Shortcut } from "./control.ts";

const command = z.object({
  command: z.string(),
  description: z.string().default(""),
  usage_hint: z.string().default(""),
  should_escape: z.boolean().default(false),
});

const shortcut = z.object({
  type: z.enum(["global", "message"]),
  callback_id: z.string(),
  name: z.string().default(""),
  description: z.string().default(""),
});

const manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z
    .object({
      app_home: z
        .object({ home_tab_enabled: z.boolean().default(false) })
        .default({ home_tab_enabled: false }),
      slash_commands: z.array(command).default([]),
      shortcuts: z.array(shortcut).default([]),
    })
    .prefault({}),
  oauth_config: z
    .object({
      scopes: z
        .object({ bot: z.array(z.string()).default([]), bot_optional: z.array(z.string()).default([]) })
        .prefault({}),
    })
    .prefault({}),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}),
      interactivity: z.object({ is_enabled: z.boolean() }).default({ is_enabled: false }),
    })
    .prefault({}),
});

/** What the app asked Slack for: the part of its manifest that decides what Slack sends it and lets it do. */
export interface Manifest {
  readonly appName: string;
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usageHint: string;
    readonly shouldEscape: boolean;
  }[];
  readonly shortcuts: readonly Shortcut[];
  readonly scopes: readonly string[];
  readonly optionalScopes: readonly string[];
  readonly events: readonly string[];
  readonly homeTab: boolean;
  readonly interactive: boolean;
}

/** Reads a manifest as it comes out of its YAML or JSON file; throws zod's error if it is not one. */
export function parseManifest(source: unknown): Manifest {
  const { display_information, features, oauth_config, settings } = manifest.parse(source);
  return {
    appName: display_information.name,
    commands: features.slash_commands.map((entry) => ({
      command: entry.command,
      description: entry.description,
      usageHint: entry.usage_hint,
      shouldEscape: entry.should_escape,
    })),
    shortcuts: features.shortcuts.map(({ callback_id, ...shown }) => ({ callbackId: callback_id, ...shown })),
    scopes: oauth_config.scopes.bot,
    optionalScopes: oauth_config.scopes.bot_optional,
    events: settings.event_subscriptions.bot_events,
    homeTab: features.app_home.home_tab_enabled,
    interactive: settings.interactivity.is_enabled,
  };
}
