import type { LogMessenger } from "../audit-log/log-messenger.ts";
import { headText } from "../domain/audit-log.ts";
import type { PostingDependencies } from "./post-outcome.ts";
import { sendFile } from "./send-file.ts";
import { logSentMessage } from "./views/log-sent.ts";

/** Sends exported logs as direct messages. */
export function createLogMessenger(dependencies: PostingDependencies): LogMessenger {
  return {
    sendLog: (user, file) =>
      sendFile(dependencies, {
        ...{ user, file, message: logSentMessage(file) },
        what: "The audit log was",
        comment: `The audit log up to ${headText(file.head)}`,
      }),
  };
}
