import { z } from "zod";
import { exactlyOne, oneOf } from "./problem.ts";

/** Text of 1 to `max` characters. */
export function text(max: number) {
  return z.string().min(1).max(max);
}

export function plainText(max: number) {
  return z.strictObject({ type: z.literal("plain_text"), text: text(max), emoji: z.boolean().optional() });
}

export function mrkdwn(max: number) {
  return z.strictObject({ type: z.literal("mrkdwn"), text: text(max), verbatim: z.boolean().optional() });
}

export function textObject(max: number) {
  const kinds = { plain_text: plainText(max), mrkdwn: mrkdwn(max) };
  return oneOf(() => kinds);
}

export const url = z.url().max(3000);
export const httpsUrl = z.url({ protocol: /^https$/ }).max(3000);
export const blockId = text(255);
export const actionId = text(255);
export const style = z.enum(["primary", "danger"]);

export const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: textObject(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: style.optional(),
});

/** An option whose label is plain; `url` belongs to overflow menus. */
export function plainOption(valueMax: number) {
  return z.strictObject({
    text: plainText(75),
    value: text(valueMax).optional(),
    description: plainText(75).optional(),
    url: url.optional(),
  });
}

/** An option of radio buttons and checkboxes, whose label may be mrkdwn. */
export function richOption(valueMax: number) {
  return z.strictObject({
    text: textObject(75),
    value: text(valueMax).optional(),
    description: textObject(75).optional(),
  });
}

export const dispatchActionConfig = z.strictObject({
  trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])).min(1),
});

export const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(["im", "mpim", "private", "public"]))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((filter) => Object.keys(filter).length > 0, { message: "must have at least one property" });

const slackFile = exactlyOne(z.strictObject({ id: z.string().optional(), url: url.optional() }), [
  "id",
  "url",
]);

/** Where the picture of an image comes from; exactly one of the two is given. */
export const imageSource = { image_url: url.optional(), slack_file: slackFile.optional() };
export const IMAGE_SOURCES = Object.keys(imageSource);

/** An image inside another block. */
export const imageElement = exactlyOne(
  z.strictObject({ type: z.literal("image"), alt_text: text(2000), ...imageSource }),
  IMAGE_SOURCES,
);
