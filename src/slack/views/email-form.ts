import type { ModalView } from "@slack/types";
import type { Account, AccountName } from "../../domain/account.ts";
import { bold, button, code, context, controls, type Message, paragraph, type Span } from "../blocks.ts";
import { menu, search } from "../choices.ts";
import { form, textField } from "../forms.ts";
import { actionIds, COMMAND, callbackIds } from "../ids.ts";
import { escaped, literal } from "../text.ts";
import { accountChoice } from "./account-choice.ts";
import { fields, SHORTEST_REASON } from "./decision-forms.ts";
import { idSpans, nameOf } from "./names.ts";

const WHY =
  "Root e-mail addresses are shown to whoever says why. The look-up and its reason stand in the audit log.";

/** Asks why somebody has to know an account's root e-mail address. */
export function emailForm({
  account,
  channel,
  reason = "",
}: {
  readonly account: AccountName;
  readonly channel: string;
  /** What was given so far, which was too short. */
  readonly reason?: string;
}): ModalView {
  return form({
    callback: callbackIds.email,
    title: "Root e-mail",
    submit: "Look it up",
    about: { accountId: account.id, channel },
    blocks: [
      paragraph("Root e-mail of ", bold(nameOf(account)), ...idSpans(account)),
      textField(
        {
          name: fields.reason,
          label: "Why you have to know it",
          hint: "Such as a ticket, or what is to be done.",
        },
        { isLong: true, initial: reason },
      ),
      context(WHY),
    ],
  });
}

/** The account is clear, its address is not shown before there is a reason. */
export function reasonWantedMessage(account: AccountName, given: string): Message {
  const lead = given
    ? `Say in at least ${SHORTEST_REASON} characters why you have to know it`
    : "Say why you have to know it";
  const usage = `${COMMAND} email ${account.id} <why>`;
  return {
    text: `Root e-mail of ${escaped(nameOf(account))}: ${lead.toLowerCase()}`,
    blocks: [
      paragraph(
        "Root e-mail of ",
        bold(nameOf(account)),
        ...idSpans(account),
        "\n",
        `${lead}, or write `,
        code(usage),
        ".",
      ),
      controls(button({ id: actionIds.emailReason, label: "Say why…", value: account.id, style: "primary" })),
      context(WHY),
    ],
  };
}

/** Which account is meant has to be chosen; or all of them, by who may. */
export function emailAccountMessage(
  words: string,
  accounts: readonly (AccountName & Partial<Account>)[],
): Message {
  const asked = literal(words, 100);
  const lead: readonly Span[] = leadOf(asked, accounts.length);
  const choice =
    accounts.length > 0
      ? menu({ id: actionIds.emailReason, placeholder: "Choose the account…" }, accounts.map(accountChoice))
      : search({ id: actionIds.emailReason, placeholder: "Search for an account…" });
  return {
    text: asked ? `Which account is meant by ${escaped(asked)}?` : "Whose root e-mail address?",
    blocks: [paragraph(...lead), controls(choice, exportAll()), context(WHY)],
  };
}

function leadOf(asked: string, count: number): readonly Span[] {
  const usage = code(`${COMMAND} email <account> <why>`);
  if (!asked) return ["Whose root e-mail address? Search for the account, or write ", usage, "."];
  if (count === 0)
    return [
      "No account is called ",
      bold(asked),
      ". Search for it, or give its 12-digit id, which need not be the organization's.",
    ];
  return ["Which one is meant by ", bold(asked), "?"];
}

function exportAll() {
  return button({
    id: actionIds.emailExport,
    label: "Export all…",
    value: "all",
    confirm: {
      title: "Export all root e-mail addresses",
      text: "They come to you as a direct message with a CSV file. Approvers may; it is entered in the audit log.",
      yes: "Export",
    },
  });
}
