import type { AccountName } from "../../domain/account.ts";
import { type DigestView, digestName } from "../../domain/digest.ts";
import type { Pause, Schedule } from "../../domain/schedule.ts";
import type { Watch } from "../../domain/watch.ts";
import { type Block, bold, channelSpan, code, divider, paragraph, type Span } from "../blocks.ts";
import { figure } from "../count-words.ts";
import { COMMAND } from "../ids.ts";
import { zonedTime } from "../time-words.ts";
import { scopeName } from "./names.ts";
import { scheduleSpans } from "./schedule-words.ts";
import { accountOf } from "./watch.ts";

/** What happens by itself. */
export interface SchedulesShown {
  readonly digests: readonly DigestView[];
  readonly watches: readonly Watch[];
  /** Those that are watched by themselves, as far as they are known. */
  readonly accounts: readonly AccountName[];
}

const MOST_LINES = 10;

/** A line for each watch and digest: of what, when, where, and when next. */
export function scheduleBlocks({ digests, watches, accounts }: SchedulesShown): Block[] {
  const lines = [
    ...watches.map((watch) => lineOf("Watch", watch, accountOf(watch, accounts))),
    ...digests.map(({ digest, account }) => lineOf(digestName(digest.id), digest, account)),
  ];
  const shown = lines.slice(0, MOST_LINES).flatMap((line) => [...line, "\n"]);
  const more = lines.length > MOST_LINES ? [`and ${figure(lines.length - MOST_LINES)} more\n`] : [];
  return [
    divider(),
    paragraph(bold("By itself")),
    paragraph(...shown, ...more, ...hintFor({ digests, watches })),
  ];
}

interface Scheduled {
  readonly scope: Watch["scope"];
  readonly schedule: Schedule;
  readonly channel: string;
  readonly nextAt: Date;
  readonly paused?: Pause;
}

function lineOf(
  name: string,
  { scope, schedule, channel, nextAt, paused }: Scheduled,
  account: AccountName | undefined,
): readonly Span[] {
  const next = paused ? "paused" : `next ${zonedTime(nextAt, schedule.timeZone)}`;
  return [
    bold(name),
    `  ·  ${scopeName(scope, account)}  ·  `,
    ...scheduleSpans(schedule),
    "  ·  ",
    channelSpan(channel),
    `  ·  ${next}`,
  ];
}

/** How to have what there is not yet. */
function hintFor({ digests, watches }: Pick<SchedulesShown, "digests" | "watches">): readonly Span[] {
  const watch: readonly Span[] = [code(`${COMMAND} watch on`), " alerts a channel of what goes wrong. "];
  const digest: readonly Span[] = [code(`${COMMAND} digest add`), " tells one what has changed."];
  return [...(watches.length === 0 ? watch : []), ...(digests.length === 0 ? digest : [])];
}
