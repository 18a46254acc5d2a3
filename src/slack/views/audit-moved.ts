import type { MovedResult } from "../../audit/audit-messenger.ts";
import { auditName } from "../../domain/audit.ts";
import { bold, channelSpan, type Message } from "../blocks.ts";
import { notice } from "./notice.ts";

/** What the asker is told directly, after a result that was to go to a channel. */
export function auditMovedMessage({ auditId, channel, why }: MovedResult): Message {
  return notice(
    bold(`Audit ${auditName(auditId)} is told to you directly`),
    " and no longer in ",
    channelSpan(channel),
    `: ${why}.`,
  );
}
