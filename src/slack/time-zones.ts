import type { Choice } from "./choices.ts";

/** As many as Slack takes. */
const MOST_OFFERED = 100;

/** Where zones are, as their names begin; for names that have been given up for others. */
const REGIONS = ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/** The time zones that fit what somebody types, the likeliest first: "berlin", "new york", "UTC". */
export function timeZonesLike(words: string): readonly Choice[] {
  const wanted = words.trim().toLowerCase().replace(/\s+/g, "_");
  const ranked = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")]
    .map((zone) => ({ zone, rank: rankOf(zone.toLowerCase(), wanted) }))
    .filter(({ rank }) => rank < RANKS)
    .sort((one, other) => one.rank - other.rank)
    .map(({ zone }) => zone);
  const zones = ranked.length > 0 ? ranked : otherwiseCalled(wanted);
  return zones.slice(0, MOST_OFFERED).map(timeZoneChoice);
}

/** A time zone to choose from a menu. */
export function timeZoneChoice(zone: string): Choice {
  return { label: zone, value: zone };
}

const RANKS = 4;

/** A name counts more than a beginning, the beginning of a place more than its middle. */
function rankOf(zone: string, wanted: string): number {
  const places = zone.split("/");
  if (zone === wanted || places.at(-1) === wanted) return 0;
  if (zone.startsWith(wanted)) return 1;
  if (places.some((place) => place.startsWith(wanted))) return 2;
  return zone.includes(wanted) ? 3 : RANKS;
}

/** Zones that are listed under another name: Kolkata under Calcutta. */
function otherwiseCalled(wanted: string): readonly string[] {
  const named = [wanted, ...REGIONS.map((region) => `${region}/${wanted}`)].flatMap((name) =>
    zoneNamed(name),
  );
  return [...new Set(named)];
}

function zoneNamed(name: string): readonly string[] {
  try {
    return [new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
