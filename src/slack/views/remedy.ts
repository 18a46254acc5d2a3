import type { ModalView } from "@slack/types";
import type { Check } from "../../checks/check.ts";
import type { AccountId } from "../../domain/account.ts";
import { type Block, bold, bullets, context, modal, paragraph, preformatted } from "../blocks.ts";
import { callbackIds } from "../ids.ts";

/** How to put right what a check found, with the account's id filled in; for a person to do. */
export function remedyModal({ title, remedy }: Check, accountId: AccountId): ModalView {
  return modal({
    callback: callbackIds.remedy,
    title: "How to fix",
    blocks: [
      paragraph(bold(title), "\n", remedy.why),
      ...list("Before", remedy.before),
      ...list("In the console", remedy.console),
      ...remedy.commands.flatMap(({ does, run }): Block[] => [
        paragraph(bold(does)),
        preformatted(run.replaceAll("ACCOUNT_ID", accountId)),
      ]),
      ...list("Afterwards", remedy.after),
      context("rootcheck reads only: it never changes anything in AWS."),
    ],
  });
}

function list(title: string, items: readonly string[]): Block[] {
  if (items.length === 0) return [];
  return [paragraph(bold(title)), bullets(items.map((item) => [item]))];
}
