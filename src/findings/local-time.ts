/** What calendar and clock show somewhere; months count from 1, and a day may lie beyond its month's end. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
}

/** A time zone's calendar and clock; worth keeping where many times are asked for, since making one takes a while. */
export interface LocalClock {
  /** What they show at a moment. */
  read(at: Date): LocalTime;
  /** The moment at which they show a full hour. */
  instantOf(local: LocalTime): Date;
}

/** The calendar and clock of a time zone; those of UTC where the zone is not known. */
export function createLocalClock(timeZone: string | undefined): LocalClock {
  const format = formatFor(timeZone);

  function shownAt(at: Date) {
    const parts = format.formatToParts(at).map(({ type, value }) => [type, Number(value)] as const);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = Object.fromEntries(parts);
    return { year, month, day, hour, minute, second };
  }

  function aheadOfUtc(at: Date): number {
    const { year, month, day, hour, minute, second } = shownAt(at);
    const shown = Date.UTC(year, month - 1, day, hour, minute, second);
    return shown - Math.floor(at.getTime() / 1000) * 1000;
  }

  return {
    read(at) {
      const { year, month, day, hour } = shownAt(at);
      return { year, month, day, hour };
    },
    instantOf({ year, month, day, hour }) {
      const wanted = Date.UTC(year, month - 1, day, hour);
      // Clocks may change between the first guess and the moment itself, which the second guess corrects.
      const guess = new Date(wanted - aheadOfUtc(new Date(wanted)));
      return new Date(wanted - aheadOfUtc(guess));
    },
  };
}

/** What calendar and clock show in a time zone. */
export function localTime(at: Date, timeZone: string | undefined): LocalTime {
  return createLocalClock(timeZone).read(at);
}

function formatFor(timeZone = "UTC"): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn-hc-h23", { ...FIGURES, timeZone });
  } catch (error) {
    if (error instanceof RangeError && timeZone !== "UTC") return formatFor();
    throw error;
  }
}

const FIGURES: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
};
