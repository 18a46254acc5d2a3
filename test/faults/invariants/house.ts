import { z } from "zod";
import { cast } from "../../../src/local-slack/workspace.ts";
import type { Invariant } from "./invariant.ts";

const log: Invariant = {
  name: "log chain whole",
  broken: ({ chain: { fault, key, entries } }) => [
    ...(fault ? [`the audit log is ${fault.kind} at ${fault.position}`] : []),
    ...(key ? [`the key of the audit log is ${key}`] : []),
    ...(entries === 0 ? ["the audit log is empty"] : []),
  ],
};

const alive: Invariant = {
  name: "app alive",
  broken: ({ ended }) => ended.map((why) => `the app ended: ${why}`),
};

/** A process that was killed leaves at most the message that it was sending. */
const sending: Invariant = {
  name: "nothing left in sending",
  broken: ({ sending, kills }) =>
    sending.length > kills ? sending.map(({ key }) => `still sending: ${key}`) : [],
};

const leases: Invariant = {
  name: "no leases left",
  broken: ({ audits, slots }) => [
    ...audits.flatMap(({ id, lease_owner }) =>
      lease_owner === null ? [] : [`A${id} is held by ${lease_owner}`],
    ),
    ...slots.flatMap(({ digest_id, left_to_do, worker }) =>
      left_to_do === null || worker === null ? [] : [`a time of D${digest_id} is held by ${worker}`],
    ),
  ],
};

const secrets: Invariant = { name: "no secrets out", broken: ({ leaks }) => leaks };

const LIVE = [/<!(?:channel|here|everyone)\b/, new RegExp(`<@${cast.outsider}>`), /<https:\/\/evil\.example/];
const parsed = z.object({ type: z.literal("mrkdwn"), text: z.string() });
const broadcast = z.object({ type: z.literal("broadcast") });

/** Everything in a value that Slack would parse. */
function parsedTexts(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = parsed.safeParse(value).data?.text;
  const isBroadcast = broadcast.safeParse(value).success;
  return [
    ...(own === undefined ? [] : [own]),
    ...(isBroadcast ? ["<!channel>"] : []),
    ...Object.values(value).flatMap(parsedTexts),
  ];
}

/** Nobody is called by the name of an account. */
const mentions: Invariant = {
  name: "no live mention",
  broken: ({ messages }) =>
    messages
      .filter(({ text, blocks }) =>
        [text, ...parsedTexts(blocks)].some((each) => LIVE.some((shape) => shape.test(each))),
      )
      .map(({ channel, ts, text }) => `${channel} ${ts}: ${text.slice(0, 80)}`),
};

const MOST_TIMERS = 20;
const MOST_JOBS = 20;

/** What is under way does not pile up. */
const growth: Invariant = {
  name: "no growth",
  broken({ growth, queued, kills }) {
    const jobs = queued.reduce((sum, each) => sum + each.jobs, 0);
    return [
      ...(growth > MOST_TIMERS ? [`${growth} timers more than in the beginning`] : []),
      ...(jobs > MOST_JOBS + 5 * kills ? [`${jobs} jobs are waiting`] : []),
    ];
  },
};

export const aboutTheHouse: readonly Invariant[] = [log, alive, sending, leases, secrets, mentions, growth];
