import type { Account, AccountName, OrganizationalUnit } from "../../domain/account.ts";
import { scopeKey } from "../../domain/audit.ts";
import { type Block, bold, bullets, code, controls, type Message, paragraph, type Span } from "../blocks.ts";
import { type Choice, menu, search } from "../choices.ts";
import { figure } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { escaped, literal } from "../text.ts";
import { accountChoice, accountLines, choosing, commandFor, LINES, shownOf } from "./account-choice.ts";

/** What words for an audit may stand for; accounts come with what tells them apart, where that is known. */
export interface ScopeChoices {
  readonly accounts: readonly (AccountName & Partial<Account>)[];
  readonly units: readonly OrganizationalUnit[];
}

const WORD = "audit";

/** Nothing that can be audited is called that; the nearest may be what was meant, or a search finds the account. */
export function noScopeMessage(words: string, nearest: ScopeChoices): Message {
  const asked = literal(words, 100);
  const text = `No account or organizational unit is called ${escaped(asked)}.`;
  const lead = ["No account or organizational unit is called ", bold(asked), "."];
  const names = [...nearest.units.map(unitName), ...nearest.accounts.map(({ name }) => literal(name, 60))];
  const isNear = names.length > 0;
  return {
    text: isNear ? `${text} Nearest: ${escaped(names.join(", "))}` : text,
    blocks: [
      paragraph(...lead, isNear ? " Nearest:" : " Search for the account:"),
      ...choiceLines(nearest),
      controls(search({ id: actionIds.auditAgain, placeholder: "Search for an account to audit…" })),
    ],
  };
}

/** Several things that can be audited are called that. */
export function severalScopesMessage(words: string, found: ScopeChoices): Message {
  const asked = literal(words, 100);
  const count = found.accounts.length + found.units.length;
  const kinds =
    found.units.length === 0 ? "accounts" : found.accounts.length === 0 ? "units" : "accounts and units";
  const lead = `${figure(count)} ${kinds} are called `;
  return {
    text: `${lead}${escaped(asked)}. Choose one, or ask by id.`,
    blocks: choosing(count, (shown) => [
      paragraph(lead, bold(asked), `. Choose one, or ask by id${shownOf(count, shown)}:`),
      ...choiceLines(found, Math.min(shown, LINES)),
      controls(
        menu(
          { id: actionIds.auditAgain, placeholder: "Choose what to audit…" },
          choicesOf(found).slice(0, shown),
        ),
      ),
    ]),
  };
}

function choicesOf({ accounts, units }: ScopeChoices): readonly Choice[] {
  return [
    ...units.map((unit) => ({
      label: unitName(unit),
      value: scopeKey(scopeOf(unit)),
      more: "unit, all under it",
    })),
    ...accounts.map(accountChoice),
  ];
}

function choiceLines({ accounts, units }: ScopeChoices, most = LINES): Block[] {
  const shownUnits = units.slice(0, most);
  const shownAccounts = accounts.slice(0, most - shownUnits.length);
  return [
    ...(shownUnits.length > 0 ? [bullets(shownUnits.map(unitLine))] : []),
    ...(shownAccounts.length > 0 ? [accountLines(shownAccounts, WORD)] : []),
  ];
}

function unitLine(unit: OrganizationalUnit): Span[] {
  return [bold(unitName(unit)), "  ·  unit  ", code(commandFor(unit.id, WORD))];
}

function unitName({ path }: OrganizationalUnit): string {
  return literal(path.join(" / "), 100);
}

function scopeOf({ id, path }: OrganizationalUnit) {
  return { kind: "unit", unitId: id, path: path.join(" / ") } as const;
}
