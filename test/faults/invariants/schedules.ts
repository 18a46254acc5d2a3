import { spoken } from "../../support/conversation.ts";
import type { Evidence } from "../evidence.ts";
import { type Invariant, tallied } from "./invariant.ts";

function isDigest({ threadTs, blocks }: Evidence["messages"][number]): boolean {
  return threadTs === undefined && /digest D\d+ .* audit log/.test(spoken(blocks));
}

/** Every posted time has a message of its own, and there are no more than these and the doubtful ones. */
const digests: Invariant = {
  name: "no digest twice",
  broken({ slots, messages }) {
    const posted = slots
      .filter(({ state }) => state === "posted")
      .map(({ channel, ts }) => `${channel} ${ts}`);
    const found = messages.filter(isDigest).map(({ channel, ts }) => `${channel} ${ts}`);
    const doubtful = slots.filter(({ state }) => state === "uncertain").length;
    const surplus = found.filter((place) => !posted.includes(place));
    return [
      ...[...tallied(posted)].filter(([, times]) => times > 1).map(([place]) => `two times share ${place}`),
      ...posted.filter((place) => !found.includes(place)).map((place) => `posted, but not there: ${place}`),
      ...(surplus.length > doubtful
        ? [`${surplus.length} digests of no time, ${doubtful} doubtful times`]
        : []),
    ];
  },
};

/** Nothing is left to be done about any time of a digest. */
const settled: Invariant = {
  name: "digests settled",
  broken: ({ slots }) =>
    slots
      .filter(({ state, left_to_do }) => state === "due" || left_to_do !== null)
      .map(
        ({ digest_id, at, state, left_to_do }) =>
          `D${digest_id} of ${at.toISOString()} is ${state}, left: ${left_to_do}`,
      ),
};

/** What went wrong while somebody watched was raised, and whoever was to hear of it has. */
const alerts: Invariant = {
  name: "no alert lost",
  broken({ deliveries, messages, pages, broken }) {
    const raised = new Set(deliveries.map(({ subject }) => subject));
    const heard = new Set(pages.filter(({ isConfirmed }) => isConfirmed).map(({ id }) => id));
    const places = new Set(messages.map(({ channel, ts }) => `${channel} ${ts}`));
    return [
      ...broken
        .filter((account) => !raised.has(account))
        .map((account) => `nobody was alerted of the key in ${account}`),
      ...deliveries.flatMap(({ alert_id, destination, confirmed_at, channel, ts }) => {
        if (!confirmed_at) return [`AL${alert_id} was never confirmed by ${destination}`];
        if (destination === "webhook")
          return heard.has(`AL${alert_id}`) ? [] : [`the pager never heard of AL${alert_id}`];
        return places.has(`${channel} ${ts}`) ? [] : [`AL${alert_id} is not in ${destination}`];
      }),
      ...pages.filter(({ isSigned }) => !isSigned).map(({ id }) => `${id} came to the pager unsigned`),
    ];
  },
};

const OVER: ReadonlySet<string> = new Set(["finished", "cancelled", "interrupted"]);

/** Every audit has come to an end, and was followed to it. */
const audits: Invariant = {
  name: "audits end",
  broken: ({ audits }) =>
    audits
      .filter(({ state, followed_at }) => !OVER.has(state) || followed_at === null)
      .map(
        ({ id, state, scope_key }) => `A${id} of ${scope_key} is ${state}, or its findings were not moved on`,
      ),
};

export const aboutSchedules: readonly Invariant[] = [digests, settled, alerts, audits];
