import type { AccountName } from "../../domain/account.ts";
import { parseAccountId } from "../../domain/account.ts";
import { mayExport } from "../../email-recovery/export-emails.ts";
import { mayRecover } from "../../email-recovery/recover-email.ts";
import { SHORTEST_REASON } from "../views/decision-forms.ts";
import { emailAccountMessage, reasonWantedMessage } from "../views/email-form.ts";
import { emailsExportedMessage } from "../views/emails-sent.ts";
import { recoveredEmailMessage } from "../views/recovered-email.ts";
import type { Command, CommandDependencies } from "./command.ts";
import { describedAccounts } from "./find-account.ts";

export const email: Command = {
  word: "email",
  parameters: "<account> [why]",
  does: "Recovers an account's root e-mail address from everywhere it shows. email export sends approvers all of them.",
  needs: [mayRecover, mayExport].flat(),
  async run(dependencies, { user: by, channel: place, words, meanwhile }) {
    const { useCases, now } = dependencies;
    if (!words) return emailAccountMessage("", []);
    if (words.toLowerCase() === "export") {
      meanwhile("Asking AWS for every account…");
      return emailsExportedMessage(await useCases.emails.export({ by, place }));
    }
    meanwhile("Looking for the account…");
    const { accounts, reason } = await readWords(dependencies, words);
    const [account, ...others] = accounts;
    if (!account || others.length > 0)
      return emailAccountMessage(words, await describedAccounts(dependencies, accounts));
    if (reason.length < SHORTEST_REASON) return reasonWantedMessage(account, reason);
    meanwhile("Asking AWS where the address shows…");
    const wanted = { accountId: account.id, by, place, reason };
    return recoveredEmailMessage(await useCases.emails.recover(wanted), now());
  },
};

/** An account and why its address is wanted; the accounts, where several or none may be meant. */
interface Read {
  readonly accounts: readonly AccountName[];
  readonly reason: string;
}

const ID_FIRST = /^(\d{4}[\s-]?\d{4}[\s-]?\d{4})(?!\d)[\s:,]*(.*)$/s;
/** AWS allows names of fifty characters and addresses of sixty-four. */
const MOST_WORDS = 12;

/** Names have spaces too, so the longest beginning that is the name of an account counts as one. */
async function readWords({ useCases }: CommandDependencies, words: string): Promise<Read> {
  const [, given = "", rest = ""] = ID_FIRST.exec(words) ?? [];
  const id = parseAccountId(given);
  if (id) return { accounts: named(id, await useCases.accounts.stored([id])), reason: rest.trim() };
  const whole = await useCases.accounts.find(words);
  if (whole.kind === "found") return { accounts: [whole.account], reason: "" };
  if (whole.kind === "several") return { accounts: whole.accounts, reason: "" };
  const parts = words.split(/\s+/);
  for (let length = Math.min(parts.length - 1, MOST_WORDS); length > 0; length -= 1) {
    const name = parts.slice(0, length).join(" ");
    if (!(await useCases.accounts.isKnown(name))) continue;
    const match = await useCases.accounts.find(name);
    const reason = parts.slice(length).join(" ");
    if (match.kind === "found") return { accounts: [match.account], reason };
    if (match.kind === "several") return { accounts: match.accounts, reason };
  }
  return { accounts: [], reason: "" };
}

/** The account by its name, where that is known; any other by its id alone. */
function named(id: string, stored: readonly AccountName[]): readonly AccountName[] {
  return [stored[0] ?? { id, name: id }];
}
