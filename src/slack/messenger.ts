import type { AuditMessenger, PostOutcome } from "../audit/audit-messenger.ts";
import type { Message } from "./blocks.ts";
import { postFiles } from "./post-files.ts";
import { outcomeOf, type PostingDependencies, paced, refusalOf } from "./post-outcome.ts";
import { auditMessage } from "./views/audit.ts";

/** Posts and edits the messages about audits. */
export function createMessenger(dependencies: PostingDependencies): AuditMessenger {
  const { client, clock } = dependencies;

  async function post(channel: string, message: Message): Promise<PostOutcome> {
    try {
      const answer = await paced(dependencies, () =>
        client.chat.postMessage({ ...message, channel, unfurl_links: false }),
      );
      if (answer.channel && answer.ts) return { state: "posted", channel: answer.channel, ts: answer.ts };
      return { state: "uncertain", detail: "chat.postMessage answered without a message" };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  return {
    postAudit: (place, report) => post(place, auditMessage(report, clock.now())),

    async updateAudit(message, report) {
      try {
        await paced(dependencies, () =>
          client.chat.update({ ...auditMessage(report, clock.now()), ...message }),
        );
        return true;
      } catch (error) {
        if (refusalOf(error)) return false;
        throw error;
      }
    },

    postFiles: (message, files) => postFiles(dependencies, message, files),
  };
}
