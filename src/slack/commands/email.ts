import { NotAllowedError } from "../../access/access.ts";
import type { AccountMatch } from "../../accounts/directory.ts";
import type { AccountName } from "../../domain/account.ts";
import { parseAccountId } from "../../domain/account.ts";
import { mayExport } from "../../email-recovery/export-emails.ts";
import { mayRecover } from "../../email-recovery/recover-email.ts";
import { SHORTEST_REASON } from "../views/decision-forms.ts";
import { emailAccountMessage, emailForm, reasonWantedMessage } from "../views/email-form.ts";
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
    const permission = await useCases.access.mayAct(by, mayRecover);
    if (!permission.allowed) throw new NotAllowedError(permission, mayRecover);
    meanwhile("Looking for the account…");
    const { accounts, reason } = await readWords(dependencies, words);
    const [account, ...others] = accounts;
    if (!account || others.length > 0)
      return emailAccountMessage(words, await describedAccounts(dependencies, accounts));
    if (reason.length < SHORTEST_REASON)
      return {
        form: emailForm({ account, channel: place, reason }),
        otherwise: reasonWantedMessage(account, reason),
      };
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

/** Where no account is known by the words, AWS may know one that was made since. */
async function readWords(dependencies: CommandDependencies, words: string): Promise<Read> {
  const { accounts } = dependencies.useCases;
  const [, given = "", rest = ""] = ID_FIRST.exec(words) ?? [];
  const id = parseAccountId(given);
  if (id) return { accounts: named(id, await accounts.stored([id])), reason: rest.trim() };
  const known = await readKnown(dependencies, words);
  if (known) return known;
  const match = await accounts.find(words);
  if (match.kind !== "none") return { accounts: accountsIn(match), reason: "" };
  return (await readKnown(dependencies, words)) ?? { accounts: [], reason: "" };
}

/** Names have spaces too, so the longest beginning that is the name of an account counts as one. */
async function readKnown(
  { useCases: { accounts } }: CommandDependencies,
  words: string,
): Promise<Read | undefined> {
  const parts = words.split(/\s+/);
  for (let length = Math.min(parts.length, MOST_WORDS); length > 0; length -= 1) {
    const name = parts.slice(0, length).join(" ");
    if (!(await accounts.isKnown(name))) continue;
    const match = await accounts.find(name);
    if (match.kind !== "none") return { accounts: accountsIn(match), reason: parts.slice(length).join(" ") };
  }
  return undefined;
}

function accountsIn(match: Exclude<AccountMatch, { kind: "none" }>): readonly AccountName[] {
  return match.kind === "found" ? [match.account] : match.accounts;
}

/** The account by its name, where that is known; any other by its id alone. */
function named(id: string, stored: readonly AccountName[]): readonly AccountName[] {
  return [stored[0] ?? { id, name: id }];
}
