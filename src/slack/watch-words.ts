import { RootcheckError } from "../domain/errors.ts";

/** Words after `watch on` that ask for a schedule which there is not. */
export class WatchScheduleError extends RootcheckError {
  constructor(hours: number) {
    super(
      "watch_schedule",
      `Every ${hours} hours is not the same every day. Say every 1, 2, 3, 4, 6, 8, 12 or 24 hours, or give a cron expression of five fields.`,
    );
  }
}

/** What a watch is wanted to be, as far as that was said. */
export interface WatchWords {
  /** What follows has the scope's own words; empty where none were said. */
  readonly scope: string;
  readonly cron?: string;
}

/** How often a watch audits if nobody says otherwise. */
export const EVERY_SIX_HOURS = "0 */6 * * *";

const EVERY = /(?:^|\s)every\s+(?:(\d{1,4})\s*)?h(?:ours?)?$/i;
/** Minute and hour are never words, so that the name of a unit is not taken for them. */
const CRON = /(?:^|\s)((?:[\d*/,-]+\s+){2}\S+\s+\S+\s+\S+)$/;

/** Reads what follows `watch on`: a scope, a schedule, or both in this order. @throws {WatchScheduleError} */
export function readWatchWords(words: string): WatchWords {
  const every = EVERY.exec(words);
  if (every) return { scope: words.slice(0, every.index).trim(), cron: everyHours(Number(every[1] ?? 1)) };
  const cron = CRON.exec(words);
  if (cron?.[1]) return { scope: words.slice(0, cron.index).trim(), cron: cron[1] };
  return { scope: words.trim() };
}

function everyHours(hours: number): string {
  if (hours < 1 || 24 % hours !== 0) throw new WatchScheduleError(hours);
  if (hours === 24) return "0 0 * * *";
  return hours === 1 ? "0 * * * *" : `0 */${hours} * * *`;
}
