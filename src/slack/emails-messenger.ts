import { RootcheckError } from "../domain/errors.ts";
import type { EmailsMessenger } from "../email-recovery/emails-messenger.ts";
import { post } from "./post.ts";
import { postFiles } from "./post-files.ts";
import type { PostingDependencies } from "./post-outcome.ts";
import { emailsSentMessage } from "./views/emails-sent.ts";

/** The exported addresses did not reach the person, or nobody can tell. */
export class EmailsNotSentError extends RootcheckError {
  constructor(why: string) {
    super(
      "emails_not_sent",
      `The root e-mail addresses were to be sent to you as a direct message, but that did not work out: ${why}. Look into your direct messages from rootcheck, and export them again if they are not there.`,
    );
  }
}

/** Sends exported addresses as direct messages: what the file is, and the file in the message's thread. */
export function createEmailsMessenger(dependencies: PostingDependencies): EmailsMessenger {
  return {
    async sendEmails(user, file) {
      const message = await post(dependencies, { channel: user }, emailsSentMessage(file));
      if (message.state !== "posted") throw new EmailsNotSentError(message.detail);
      const comment = "Root e-mail addresses";
      const outcome = await postFiles(dependencies, { message, comment, files: [file] });
      if (outcome.state !== "posted") throw new EmailsNotSentError(outcome.detail);
    },
  };
}
