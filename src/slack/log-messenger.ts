import type { LogFile, LogMessenger } from "../audit-log/log-messenger.ts";
import { headText } from "../domain/audit-log.ts";
import { messageOf, RootcheckError } from "../domain/errors.ts";
import { postFiles } from "./post-files.ts";
import { type PostingDependencies, paced } from "./post-outcome.ts";
import { logSentMessage } from "./views/log-sent.ts";

/** The exported log did not reach the person, or nobody can tell. */
export class LogNotSentError extends RootcheckError {
  constructor(why: string, options?: ErrorOptions) {
    super(
      "log_not_sent",
      `The audit log was to be sent to you as a direct message, but that did not work out: ${why}. Look into your direct messages from rootcheck, and export it again if it is not there.`,
      options,
    );
  }
}

/** Sends exported logs as direct messages: what the file is, and the file in the message's thread. */
export function createLogMessenger(dependencies: PostingDependencies): LogMessenger {
  const { client } = dependencies;

  async function announce(user: string, file: LogFile) {
    try {
      const { channel, ts } = await paced(dependencies, () =>
        client.chat.postMessage({ ...logSentMessage(file), channel: user }),
      );
      if (channel && ts) return { channel, ts };
    } catch (error) {
      throw new LogNotSentError(messageOf(error), { cause: error });
    }
    throw new LogNotSentError("Slack answered without a message");
  }

  return {
    async sendLog(user, file) {
      const message = await announce(user, file);
      const comment = `The audit log up to ${headText(file.head)}`;
      const outcome = await postFiles(dependencies, { message, comment, files: [file] });
      if (outcome.state !== "posted") throw new LogNotSentError(outcome.detail);
    },
  };
}
