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
/** A unit is a word of its own: what else follows the number is an account. */
const OLDER =
  /(?:^|\s)[-–—]{0,2}older[\s-]?than(?:[\s=:]+(\d{1,5})\s*(d|days?|w|weeks?|m|months?|y|years?)?)?(?=\s|$)/i;
/** AWS is younger, and databases know no dates from long before. */
const MOST_DAYS = 100 * 365;

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
  const [, count = "0", unit = "d"] = found;
  const days = Number(count) * DAYS[unitOf(unit)];
  const isAge = days > 0 && days <= MOST_DAYS;
  return isAge ? { words, olderThanDays: days, isUnclear: false } : { words, isUnclear: true };
}

function unitOf(word: string): keyof typeof DAYS {
  const unit = word[0]?.toLowerCase();
  return unit === "w" || unit === "m" || unit === "y" ? unit : "d";
}
