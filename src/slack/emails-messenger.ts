import type { EmailsMessenger } from "../email-recovery/emails-messenger.ts";
import type { PostingDependencies } from "./post-outcome.ts";
import { sendFile } from "./send-file.ts";
import { emailsSentMessage } from "./views/emails-sent.ts";

/** Sends exported addresses as direct messages. */
export function createEmailsMessenger(dependencies: PostingDependencies): EmailsMessenger {
  return {
    sendEmails: (user, file) =>
      sendFile(dependencies, {
        ...{ user, file, message: emailsSentMessage(file) },
        what: "The root e-mail addresses were",
        comment: "Root e-mail addresses",
      }),
  };
}
