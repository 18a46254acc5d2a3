import type { AlertCause, Watch } from "../../src/domain/watch.ts";
import type { ChannelFitness } from "../../src/outbox/channel-fitness.ts";
import type { PostOutcome } from "../../src/outbox/post-outcome.ts";
import type { Database } from "../../src/store/database.ts";
import { setFollowed } from "../../src/store/followed-audits.ts";
import type { AlertMessenger, AlertsShown, AlertWebhook } from "../../src/watches/alert-messenger.ts";
import { createWatches } from "../../src/watches/watches.ts";
import { auditOf, type Found, organization } from "./audits.ts";
import { failing, findingsBench, people } from "./findings.ts";

/** Something that was told of alerts and watches. */
export type AlertTold =
  | { readonly kind: "alerts"; readonly place: string; readonly names: readonly string[] }
  | { readonly kind: "paused" | "offer"; readonly place: string };

/** What a test makes of Slack. */
export interface AlertSlack {
  readonly told: AlertTold[];
  /** What is to become of the next posts, in order; the others are posted. */
  readonly coming: (Exclude<PostOutcome["state"], "posted"> | "never answered")[];
  /** Channels that cannot be alerted, and why. */
  readonly unfit: Map<string, Extract<ChannelFitness, { isFit: false }>>;
  /** What the next questions whether a channel is fit wait for. */
  readonly holding: Promise<void>[];
  /** People who have left. */
  readonly left: Set<string>;
  readonly messenger: AlertMessenger;
}

function createAlertSlack(): AlertSlack {
  const told: AlertTold[] = [];
  const coming: AlertSlack["coming"] = [];
  let count = 0;
  async function post(place: string, what: AlertTold): Promise<PostOutcome> {
    const state = coming.shift();
    if (state === "never answered") return new Promise(() => undefined);
    if (state) return { state, detail: "as the test wants it" };
    told.push(what);
    count += 1;
    return { state: "posted", channel: place, ts: `${count}.0` };
  }
  return {
    told,
    coming,
    unfit: new Map(),
    holding: [],
    left: new Set(),
    messenger: {
      postAlerts: (place, shown) => post(place, { kind: "alerts", place, names: namesIn(shown) }),
      updateAlerts: async ({ channel, ts }, shown) => {
        told.push({ kind: "alerts", place: `${channel} ${ts}`, names: namesIn(shown) });
        return true;
      },
      postPaused: (place) => post(place, { kind: "paused", place }),
      postOffer: (place) => post(place, { kind: "offer", place }),
    },
  };
}

/** What a message is about, as a test names it: `F1 open`, `lost 2 in A3: unreachable`, `trouble in A4`. */
function namesIn({ alerts, views }: AlertsShown): readonly string[] {
  return alerts.map(({ cause }) => {
    if (cause.kind === "coverage") return lostIn(cause);
    if (cause.kind === "audit") return `trouble in A${cause.auditId}`;
    return `F${cause.findingId} ${views.get(cause.findingId)?.finding.state}`;
  });
}

function lostIn({ lost, auditId, accounts }: Extract<AlertCause, { kind: "coverage" }>): string {
  return [`lost ${lost} in A${auditId}`, ...accounts.flatMap(({ why }) => why ?? [])].join(": ");
}

export const CHANNEL = "C1";
const HOUR = 3_600_000;

export interface WatchingOptions {
  readonly clockRuns?: boolean;
  readonly channels?: readonly string[];
  readonly operators?: readonly string[];
  readonly webhook?: AlertWebhook;
}

/** Watches over a store, as two processes run them, with a clock that a test moves. */
export async function watching(db: Database, options: WatchingOptions = {}) {
  const bench = await findingsBench(db, { clockRuns: options.clockRuns ?? true });
  const slack = createAlertSlack();
  const rung: number[] = [];
  const dependencies = {
    ...bench,
    messenger: slack.messenger,
    channels: options.channels ?? [CHANNEL, "C2"],
    operators: options.operators ?? [people.bob],
    ...(options.webhook && { webhook: options.webhook }),
    ring: async (auditId: number) => void rung.push(auditId),
    fitnessOf: async (channel: string): Promise<ChannelFitness> => {
      await slack.holding.shift();
      return slack.unfit.get(channel) ?? { isFit: true };
    },
    people: {
      kindOf: async (id: string) => (slack.left.has(id) ? ("deactivated" as const) : ("member" as const)),
    },
    peopleIn: async (ids: readonly string[]) => ids,
  };
  const watches = createWatches(dependencies);
  const other = createWatches(dependencies);
  return {
    ...bench,
    ...slack,
    rung,
    watches,
    other,
    turnOn: (wanted: Partial<Watch> = {}) =>
      watches.turnOn(
        {
          channel: CHANNEL,
          scope: organization,
          schedule: { cron: "0 */6 * * *", timeZone: "UTC" },
          ...wanted,
        },
        { by: people.ann, place: CHANNEL },
      ),
    /** A critical finding of an account, such that it is not the same with another key. */
    critical: (accountId: string, key = "1") =>
      bench.answer(failing("root-access-key", { severity: "critical", fingerprint: { key } }), accountId),
    /** An audit of the organization that came to an end, by which the findings have been moved on. */
    async audited(found: readonly Found[], state: "finished" | "interrupted" = "finished") {
      await bench.clock.advance(HOUR);
      const audit = await auditOf(db, found, { from: bench.clock.now(), state });
      await setFollowed(db, audit.id, bench.clock.now());
      return audit.id;
    },
    /** Raises and delivers, and answers what was told since the last time. */
    async heard(): Promise<readonly AlertTold[]> {
      await watches.raise();
      await watches.deliver();
      return slack.told.splice(0);
    },
  };
}
