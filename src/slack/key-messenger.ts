import type { KeyMessenger } from "../access-keys/key-messenger.ts";
import { post, update } from "./post.ts";
import type { PostingDependencies } from "./post-outcome.ts";
import { sendFile } from "./send-file.ts";
import { keyReportMessage, keysSentMessage } from "./views/access-keys.ts";

/** Tells people of access keys in direct messages. */
export function createKeyMessenger(dependencies: PostingDependencies): KeyMessenger {
  const { clock } = dependencies;
  return {
    postKeys: (user, report) => post(dependencies, { channel: user }, keyReportMessage(report, clock.now())),
    updateKeys: (message, report) => update(dependencies, message, keyReportMessage(report, clock.now())),
    sendKeys: (user, file) =>
      sendFile(dependencies, {
        ...{ user, file, message: keysSentMessage(file) },
        what: "The access keys were",
        comment: "Access keys: root users' first, then the active ones that lie unused for longest.",
      }),
  };
}
