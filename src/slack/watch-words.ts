import { RootcheckError } from "../domain/errors.ts";
import { literal } from "./text.ts";

/** Words after `watch on` that ask for a schedule which there is not. */
export class WatchScheduleError extends RootcheckError {
  constructor(what: string) {
    super(
      "watch_schedule",
      `${what} Say every 1, 2, 3, 4, 6, 8, 12 or 24 hours, as in “every 6h”, or give a cron expression of five fields, as in “30 7 * * 1-5”.`,
    );
  }
}

/** What a watch is wanted to be, as far as that was said. */
export interface WatchWords {
  /** What follows has the scope's own words; empty where none were said. */
  readonly scope: string;
  readonly cron?: string;
  /** The schedule as it was said; empty where none was. */
  readonly said: string;
}

/** How often a watch audits if nobody says otherwise. */
export const EVERY_SIX_HOURS = "0 */6 * * *";

const EVERY = /(?:^|\s)every\s+(?:(\d{1,4})\s*)?h(?:ours?)?$/i;
/** Minute and hour are never words, so that the name of a unit is not taken for them. */
const CRON = /(?:^|\s)((?:[\d*/,-]+\s+){2}\S+\s+\S+\s+\S+)$/;
/** What asks for a schedule that there is not; a unit that is called so goes by its id. */
const OTHERS = [
  /(?:^|\s)(every(?:\s+\d.*|\d+[a-z]+|\s+(?:other\s+)?(?:\w*day|night|week|month|minute|second|year)s?(?:\s+at\b.*)?)?)$/i,
  /(?:^|\s)((?:[\d*/,-]+\s+)*\*(?:\/\d+)?(?:\s.*)?)$/,
];

/** Reads what follows `watch on`: a scope, a schedule, or both in this order. @throws {WatchScheduleError} */
export function readWatchWords(words: string): WatchWords {
  const every = EVERY.exec(words);
  if (every) return { ...apart(words, every), cron: everyHours(Number(every[1] ?? 1)) };
  const cron = CRON.exec(words);
  if (cron?.[1]) return { ...apart(words, cron), cron: cron[1] };
  const [other] = OTHERS.flatMap((pattern) => pattern.exec(words)?.[1] ?? []);
  if (other) throw new WatchScheduleError(`“${literal(other, 60)}” is no schedule of a watch.`);
  return { scope: words.trim(), said: "" };
}

function apart(words: string, { index }: { readonly index: number }): Pick<WatchWords, "scope" | "said"> {
  return { scope: words.slice(0, index).trim(), said: words.slice(index).trim() };
}

function everyHours(hours: number): string {
  if (hours < 1 || 24 % hours !== 0)
    throw new WatchScheduleError(`Every ${hours} hours is not the same every day.`);
  if (hours === 24) return "0 0 * * *";
  return hours === 1 ? "0 * * * *" : `0 */${hours} * * *`;
}
