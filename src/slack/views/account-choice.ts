import type { Account, AccountName } from "../../domain/account.ts";
import { type Block, bold, bullets, code, controls, type Message, paragraph, type Span } from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { type Choice, MOST_CHOICES, menu, search } from "../choices.ts";
import { chosenAccountText, searchBlockFor } from "../chosen-account.ts";
import { figure } from "../count-words.ts";
import { actionIds, COMMAND } from "../ids.ts";
import { clamped, escaped, literal } from "../text.ts";
import { nameOf, pathOf, stateOf } from "./names.ts";

/** So many are shown as lines; a menu has more. */
export const LINES = 10;
const HOW_TO_NAME = "its 12-digit id, its name or alias, or its root e-mail address";

/** A menu that finds an account as one types, and shows the one that is chosen. */
export function accountSearch(placeholder: string) {
  return search({ id: actionIds.accountChosen, placeholder });
}

/** An account to choose from a menu: its name and id, and what tells it from others of its name. */
export function accountChoice(account: AccountName & Partial<Account>): Choice {
  const { id } = account;
  return { label: `${nameOf(account)} · ${id}`, value: id, more: distinctionOf(account) };
}

/** The same of an account that a command wants: once it is chosen, the command goes on. */
export function accountChoiceFor(account: AccountName & Partial<Account>, command: string): Choice {
  return { ...accountChoice(account), value: chosenAccountText(account.id, command) };
}

/** No account is called that; the nearest names may be what was meant, or a search finds it for the command. */
export function noAccountMessage(words: string, nearest: readonly AccountName[], command = ""): Message {
  const asked = literal(words, 100);
  const text = `No account is called ${escaped(asked)}.`;
  const lead = ["No account is called ", bold(asked), "."];
  const searching = {
    ...controls(accountSearch("Search for an account…")),
    ...(command && { block_id: searchBlockFor(command) }),
  };
  if (nearest.length === 0) {
    const advice = ` Give ${HOW_TO_NAME}, or search:`;
    return { text: `${text}${advice}`, blocks: [paragraph(...lead, advice), searching] };
  }
  return {
    text: `${text} Nearest: ${nearest.map(spoken).join(", ")}`,
    blocks: [paragraph(...lead, " Nearest:"), accountLines(nearest, command), searching],
  };
}

/** Several accounts share the name; their ids, units and states tell them apart. The command goes on with the one. */
export function ambiguousMessage(
  words: string,
  accounts: readonly (AccountName & Partial<Account>)[],
  command = "",
): Message {
  const lead = `${figure(accounts.length)} accounts are called `;
  const asked = literal(words, 100);
  return {
    text: `${lead}${escaped(asked)}. Choose one, or ask by id.`,
    blocks: choosing(accounts.length, (shown) => [
      paragraph(lead, bold(asked), `. Choose one, or ask by id${shownOf(accounts.length, shown)}:`),
      accountLines(accounts.slice(0, Math.min(shown, LINES)), command),
      controls(
        menu(
          { id: actionIds.accountChosen, placeholder: "Choose the account…" },
          accounts.slice(0, shown).map((account) => accountChoiceFor(account, command)),
        ),
      ),
    ]),
  };
}

/** The blocks that let one choose from so many, of which as many are shown as fit. */
export function choosing(count: number, build: (shown: number) => Block[]): Block[] {
  return withinBudget(Math.min(count, MOST_CHOICES) - 1, (more) => build(more + 1));
}

/** A command that needs an account was given none. */
export function accountWantedMessage(word: string): Message {
  const usage = `${COMMAND} ${word} <account>`;
  return {
    text: escaped(`Which account? ${usage}: ${HOW_TO_NAME}.`),
    blocks: [
      paragraph("Which account? Search for it, or ask with ", code(usage), `: ${HOW_TO_NAME}.`),
      controls(accountSearch("Search for an account…")),
    ],
  };
}

/** Accounts as lines with the command that asks for each. */
export function accountLines(accounts: readonly (AccountName & Partial<Account>)[], command = ""): Block {
  return bullets(
    accounts.map((account): Span[] => {
      const more = distinctionOf(account);
      return [bold(nameOf(account)), more && `  ·  ${more}`, "  ", code(commandFor(account.id, command))];
    }),
  );
}

/** The command for something: `/rootcheck audit 123456789012`. */
export function commandFor(id: string, command: string): string {
  return [COMMAND, command, id].filter(Boolean).join(" ");
}

/** How many of so many are shown, and where: "" where all are. */
export function shownOf(count: number, shown: number): string {
  if (count <= LINES && shown === count) return "";
  const menu = shown === count ? "all" : `the first ${shown}`;
  return ` (${menu} in the menu, the first ${Math.min(shown, LINES)} here)`;
}

function distinctionOf({ ouPath, state, isManagement }: Partial<Account>): string {
  const parts = [
    isManagement && "management account",
    ouPath && pathOf({ ouPath }),
    state && stateOf({ state }),
  ];
  return clamped(parts.filter(Boolean).join(" · "), 75);
}

function spoken(account: AccountName): string {
  return `${escaped(nameOf(account))} (${account.id})`;
}
