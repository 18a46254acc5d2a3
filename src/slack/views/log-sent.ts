import type { LogFile } from "../../audit-log/log-messenger.ts";
import { headText } from "../../domain/audit-log.ts";
import { bold, code, context, type Message, paragraph, preformatted } from "../blocks.ts";
import { counted } from "../count-words.ts";

/** What comes with an exported log: where it ends, and how to check it. */
export function logSentMessage({ name, head }: Pick<LogFile, "name" | "head">): Message {
  return {
    text: `The audit log, ${counted(head.count, "entry", "entries")}`,
    blocks: [
      paragraph(
        bold("The audit log"),
        `, ${counted(head.count, "entry", "entries")}, in `,
        code(name),
        " below. To check it:",
      ),
      preformatted(`npm run verify-log -- --export ${name} --head ${headText(head)}`),
      context("Keep the head apart from the file: a log that is rewritten later no longer fits it."),
    ],
  };
}
