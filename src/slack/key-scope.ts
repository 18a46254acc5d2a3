import type { KeyScope } from "../domain/access-key.ts";
import { parseAccountId } from "../domain/account.ts";
import { UnknownButtonError } from "./actions/unknown-button.ts";
import { numberIn } from "./button-number.ts";

const ORGANIZATION = "organization";

/** The keys that a button is about: `organization 90`, `411111111111 0`. */
export function keyScopeText({ accountId, olderThanDays }: KeyScope): string {
  return `${accountId ?? ORGANIZATION} ${olderThanDays ?? 0}`;
}

/** The keys that a button is about. @throws {UnknownButtonError} */
export function keyScopeIn(text: string): KeyScope {
  const [whose = "", days = ""] = text.split(" ");
  const olderThanDays = numberIn(days);
  const accountId = whose === ORGANIZATION ? undefined : parseAccountId(whose);
  if (whose !== ORGANIZATION && !accountId) throw new UnknownButtonError();
  return { ...(accountId && { accountId }), ...(olderThanDays > 0 && { olderThanDays }) };
}

const DAYS = { d: 1, w: 7, m: 30, y: 365 } as const;
const OLDER = /(?:^|\s)older[\s-]?than(?:[\s=:]+(\d{1,5})\s*(d|w|m|y)?[a-z]*)?(?=\s|$)/i;

/** What is asked about access keys: the words for an account, if any, and the age from which on. */
export interface KeyQuestion {
  readonly words: string;
  readonly olderThanDays?: number;
  /** Whether an age was begun that cannot be read. */
  readonly isUnclear: boolean;
}

/** Reads `prod-payments older-than 90d`: days unless weeks, months or years are meant. */
export function keyQuestionIn(text: string): KeyQuestion {
  const found = OLDER.exec(text);
  const words = text.replace(OLDER, " ").replace(/\s+/g, " ").trim();
  if (!found) return { words, isUnclear: false };
  const [, count, unit = "d"] = found;
  const days = count === undefined ? 0 : Number(count) * DAYS[unitOf(unit)];
  return days > 0 ? { words, olderThanDays: days, isUnclear: false } : { words, isUnclear: true };
}

function unitOf(letter: string): keyof typeof DAYS {
  const unit = letter.toLowerCase();
  return unit === "w" || unit === "m" || unit === "y" ? unit : "d";
}
