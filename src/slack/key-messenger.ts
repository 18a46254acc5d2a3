import type { KeyFile, KeyMessenger } from "../access-keys/key-messenger.ts";
import { RootcheckError } from "../domain/errors.ts";
import { post, update } from "./post.ts";
import { postFiles } from "./post-files.ts";
import type { PostingDependencies } from "./post-outcome.ts";
import { keyReportMessage, keysSentMessage } from "./views/access-keys.ts";

/** The exported access keys did not reach the person, or nobody can tell. */
export class KeysNotSentError extends RootcheckError {
  constructor(why: string) {
    super(
      "keys_not_sent",
      `The access keys were to be sent to you as a direct message, but that did not work out: ${why}. Look into your direct messages from rootcheck, and ask again if they are not there.`,
    );
  }
}

/** Tells people of access keys in direct messages. */
export function createKeyMessenger(dependencies: PostingDependencies): KeyMessenger {
  const { clock } = dependencies;
  return {
    postKeys: (user, report) => post(dependencies, { channel: user }, keyReportMessage(report, clock.now())),
    updateKeys: (message, report) => update(dependencies, message, keyReportMessage(report, clock.now())),
    async sendKeys(user: string, file: KeyFile) {
      const message = await post(dependencies, { channel: user }, keysSentMessage(file));
      if (message.state !== "posted") throw new KeysNotSentError(message.detail);
      const comment = "Access keys: root users' first, then the active ones that lie unused for longest.";
      const outcome = await postFiles(dependencies, { message, comment, files: [file] });
      if (outcome.state !== "posted") throw new KeysNotSentError(outcome.detail);
    },
  };
}
