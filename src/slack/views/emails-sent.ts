import type { EmailsFile } from "../../email-recovery/emails-messenger.ts";
import { bold, code, context, type Message, paragraph } from "../blocks.ts";
import { counted } from "../count-words.ts";
import { COMMAND } from "../ids.ts";
import { notice } from "./notice.ts";

/** What comes with an exported list of addresses. */
export function emailsSentMessage({ name, accounts }: Pick<EmailsFile, "name" | "accounts">): Message {
  const text = `The root e-mail addresses of ${counted(accounts, "account")}`;
  return {
    text,
    blocks: [
      paragraph(bold(text), ", in ", code(name), " below."),
      context(
        "Whoever holds one of these mailboxes can ask for a new root password. Delete the file when it has served.",
      ),
    ],
  };
}

/** What the export came to; the file itself comes as a direct message. */
export function emailsExportedMessage(accounts: number): Message {
  if (accounts === 0)
    return notice(
      "There is nothing to export: AWS lists root e-mail addresses within an organization only. Look one account up with ",
      code(`${COMMAND} email <account> <why>`),
      ".",
    );
  return notice(
    `The root e-mail addresses of ${counted(accounts, "account")} are in your direct messages from rootcheck. The export is in the audit log.`,
  );
}
