import { accountIdsIn, type Scope } from "../domain/audit.ts";
import type { Message } from "./blocks.ts";
import type { Asker, UseCases } from "./use-cases.ts";
import { watchOnMessage } from "./views/watch.ts";
import { EVERY_SIX_HOURS } from "./watch-words.ts";

/** What a channel's watch is to be; what is not said stays as it is, or is as usual where there was none. */
export interface WantedWatch {
  readonly channel: string;
  readonly scope?: Scope;
  readonly cron?: string;
}

/** Turns a channel's watch on, or changes it, and says what it does from now on and did before. */
export async function turnWatchOn(
  { useCases }: { readonly useCases: Pick<UseCases, "watches" | "timeZoneOf" | "accounts"> },
  wanted: WantedWatch,
  asker: Asker,
): Promise<Message> {
  const { channel } = wanted;
  const before = (await useCases.watches.list()).find((watch) => watch.channel === channel);
  const schedule =
    before && !wanted.cron
      ? before.schedule
      : { cron: wanted.cron ?? EVERY_SIX_HOURS, timeZone: (await useCases.timeZoneOf(asker.by)) ?? "UTC" };
  const scope = wanted.scope ?? before?.scope ?? { kind: "organization" };
  const watch = await useCases.watches.turnOn({ channel, scope, schedule }, asker);
  const ids = accountIdsIn(before ? [scope, before.scope] : [scope]);
  return watchOnMessage(watch, await useCases.accounts.stored(ids), before);
}
