import type { ModalView } from "@slack/types";
import type { Check } from "../../checks/check.ts";
import type { Account, Partition } from "../../domain/account.ts";
import { type Block, bold, bullets, context, modal, paragraph, preformatted } from "../blocks.ts";
import { callbackIds } from "../ids.ts";

const CONSOLES: Record<Partition, string> = {
  aws: "https://console.aws.amazon.com/",
  "aws-cn": "https://console.amazonaws.cn/",
  "aws-us-gov": "https://console.amazonaws-us-gov.com/",
  "aws-eusc": "https://console.amazonaws-eusc.eu/",
};

/** How to put right what a check found, with the account's id, if it is about one, and the partition filled in; for a person to do. */
export function remedyModal(
  { title, remedy }: Pick<Check, "title" | "remedy">,
  { id, partition }: Partial<Pick<Account, "id">> & Pick<Account, "partition">,
): ModalView {
  const fitted = (text: string) =>
    text
      .replaceAll("ACCOUNT_ID", id ?? "ACCOUNT_ID")
      .replaceAll("arn:aws:", `arn:${partition}:`)
      .replaceAll("https://console.aws.amazon.com/", CONSOLES[partition]);
  return modal({
    callback: callbackIds.remedy,
    title: "How to fix",
    blocks: [
      paragraph(bold(title), "\n", remedy.why),
      ...list("Before", remedy.before),
      ...list("In the console", remedy.console.map(fitted)),
      ...remedy.commands.flatMap(({ does, run }): Block[] => [
        paragraph(bold(does)),
        preformatted(fitted(run)),
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
