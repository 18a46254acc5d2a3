import { z } from "zod";
import { blockId, httpsUrl, plainText, text, url } from "./objects.ts";

/** The video block; Slack also wants the scope links.embed:write for it. */
export const videoBlock = z.strictObject({
  type: z.literal("video"),
  block_id: blockId.optional(),
  title: plainText(199),
  video_url: httpsUrl,
  thumbnail_url: url,
  alt_text: text(2000),
  title_url: httpsUrl.optional(),
  author_name: text(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: url.optional(),
  description: plainText(3000).optional(),
});
