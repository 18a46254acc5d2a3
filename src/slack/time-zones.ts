import type { Choice } from "./choices.ts";

/** As many as Slack takes. */
const MOST_OFFERED = 100;

/** Names that are in use for zones which JavaScript lists under older ones. */
const NEWER_NAMES = [
  ...["Africa/Asmara", "America/Nuuk", "Asia/Ho_Chi_Minh", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Yangon"],
  ...["Atlantic/Faroe", "Europe/Kyiv", "Pacific/Chuuk", "Pacific/Kanton", "Pacific/Pohnpei"],
];

/** The time zones that fit what somebody types, the likeliest first: "berlin", "new york", "UTC". */
export function timeZonesLike(words: string): readonly Choice[] {
  const wanted = words.trim().toLowerCase().replace(/\s+/g, "_");
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...NEWER_NAMES]);
  return [...zones]
    .map((zone) => ({ zone, rank: rankOf(zone.toLowerCase(), wanted) }))
    .filter(({ rank }) => rank < RANKS)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST_OFFERED)
    .map(({ zone }) => timeZoneChoice(zone));
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
