import type { Clock } from "../clock.ts";
import type { DigestSettings } from "../domain/digest.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { ChannelFitness } from "../outbox/channel-fitness.ts";
import { scheduleOf } from "./schedule.ts";

/** A digest was asked for where posture may not be posted. */
export class UnfitChannelError extends RootcheckError {
  constructor(why: string, isPassing: boolean) {
    const next = isPassing
      ? "Try again in a moment."
      : "Have that changed, or choose a channel where it is not so.";
    super("unfit_channel", `A digest cannot be posted here: ${why}. ${next}`);
  }
}

/** A digest was asked for with a choice that is not offered. */
export class MaxAgeError extends RootcheckError {
  constructor(found: number) {
    super(
      "max_age",
      `A digest's facts may be ${maxAges.join(", ")} hours old at most; ${found} was asked for. Choose one of these.`,
    );
  }
}

/** How many hours old the facts of a digest may be. */
export const maxAges: readonly number[] = [1, 6, 24];

export interface CheckSettingsDependencies {
  readonly clock: Clock;
  /** Whether posture may be posted to a channel, asked now. */
  readonly fitnessOf: (channel: string) => Promise<ChannelFitness>;
}

/**
 * The same settings with their schedule as it is stored.
 * @throws {ScheduleError}, {MaxAgeError}, {UnfitChannelError}
 */
export async function checkSettings(
  { clock, fitnessOf }: CheckSettingsDependencies,
  settings: DigestSettings,
): Promise<DigestSettings> {
  const schedule = scheduleOf(settings.schedule, clock.now());
  if (!maxAges.includes(settings.maxAgeHours)) throw new MaxAgeError(settings.maxAgeHours);
  await requireFit({ fitnessOf }, settings.channel);
  return { ...settings, schedule };
}

/** @throws {UnfitChannelError} */
export async function requireFit(
  { fitnessOf }: Pick<CheckSettingsDependencies, "fitnessOf">,
  channel: string,
): Promise<void> {
  const fitness = await fitnessOf(channel);
  if (!fitness.isFit) throw new UnfitChannelError(fitness.why, fitness.isPassing);
}
