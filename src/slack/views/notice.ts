import type { ModalView } from "@slack/types";
import { type Message, modal, paragraph, type Span } from "../blocks.ts";
import { callbackIds } from "../ids.ts";
import { escaped } from "../text.ts";

/** A short answer in words. */
export function notice(...spans: readonly Span[]): Message {
  return { text: spans.map(spokenOf).join(""), blocks: [paragraph(...spans)] };
}

/** What a modal shows until its content is there; opened at once, because Slack gives three seconds for it. */
export function loadingModal(title: string): ModalView {
  return modal({ callback: callbackIds.loading, title, blocks: [paragraph("One moment…")] });
}

/** A message in a modal's place. */
export function noticeModal(title: string, { blocks }: Message): ModalView {
  return modal({ callback: callbackIds.notice, title, blocks });
}

/** A message as the content of a modal. */
export function messageModal(title: string, { blocks }: Message): ModalView {
  return modal({ callback: callbackIds.answer, title, blocks });
}

function spokenOf(span: Span): string {
  if (typeof span === "string") return escaped(span);
  if (span.type === "text") return escaped(span.text);
  if (span.type === "channel") return `<#${span.channel_id}>`;
  if (span.type === "user") return `<@${span.user_id}>`;
  if (span.type === "date") return `<!date^${span.timestamp}^${span.format}|${span.fallback}>`;
  return span.type === "usergroup" ? `<!subteam^${span.usergroup_id}>` : "";
}
