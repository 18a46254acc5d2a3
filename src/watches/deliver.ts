import { type StandInDependencies, standInsFor } from "../access/stand-ins.ts";
import type { Clock } from "../clock.ts";
import type { FindingView } from "../domain/finding-view.ts";
import { type Alert, alertName } from "../domain/watch.ts";
import type { Log } from "../log.ts";
import type { ChannelFitness } from "../outbox/channel-fitness.ts";
import type { PostOutcome } from "../outbox/post-outcome.ts";
import {
  type ClaimedDelivery,
  claimDeliveries,
  confirmDeliveries,
  giveUpDeliveries,
  listDueDestinations,
  postponeDeliveries,
  WEBHOOK,
} from "../store/alerts.ts";
import type { Database } from "../store/database.ts";
import { saveShown } from "../store/shown-findings.ts";
import { findWatch } from "../store/watches.ts";
import type { AlertMessenger, AlertsShown, AlertWebhook } from "./alert-messenger.ts";
import { type PauseDependencies, pause } from "./pause.ts";
import { shownFindings, viewsIn } from "./shown.ts";

export interface DeliverDependencies extends PauseDependencies, StandInDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly messenger: Pick<AlertMessenger, "postAlerts">;
  readonly webhook?: AlertWebhook;
  /** Whether posture may be posted to a channel, asked now. */
  readonly fitnessOf: (channel: string) => Promise<ChannelFitness>;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Whoever takes deliveries on has them for so long, which no call takes; then they count as not confirmed. */
const CLAIM_MILLISECONDS = MINUTE;

/** How long to wait after the first try, after the second, and so on. */
const RESTS = [10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE] as const;
const LAST_REST = 15 * MINUTE;

/** What nobody could be told of for a week is no news any more. */
const GIVEN_UP_MILLISECONDS = 7 * 24 * 60 * MINUTE;

/** More than one message names; what is left comes in another. */
const MOST_IN_A_MESSAGE = 500;

/** The webhook takes one call an alert; so many at the same time. */
const MOST_CALLS = 20;

/**
 * Delivers what has been raised, to each channel in one message and to the webhook, and does so again, ever more slowly,
 * until it is confirmed: what comes twice has the same name. Safe to repeat, and for several processes.
 */
export async function deliverAlerts(dependencies: DeliverDependencies): Promise<void> {
  const { db, clock, log } = dependencies;
  const destinations = await listDueDestinations(db, clock.now());
  if (destinations.length === 0) return;
  const tries = destinations.map(async (destination) => {
    try {
      await (destination === WEBHOOK ? deliverToWebhook(dependencies) : deliverTo(dependencies, destination));
    } catch (error) {
      log.error({ err: error, destination }, "Alerts could not be delivered; they are tried again");
    }
  });
  await Promise.all(tries);
  await giveUp(dependencies);
}

/** Comes after the tries: what nobody could deliver because rootcheck was down for a week is tried once more. */
async function giveUp({ db, clock, log }: DeliverDependencies): Promise<void> {
  const now = clock.now();
  const raisedBefore = new Date(now.getTime() - GIVEN_UP_MILLISECONDS);
  for (const { alertId, destination, tries } of await giveUpDeliveries(db, { raisedBefore, now }))
    log.error(
      { alert: alertName(alertId), destination, tries },
      "An alert was never confirmed and is given up",
    );
}

async function deliverTo(dependencies: DeliverDependencies, channel: string): Promise<void> {
  const { db, clock, log } = dependencies;
  const claimed = await claim(dependencies, channel, MOST_IN_A_MESSAGE);
  if (claimed.length === 0) return;
  const alerts = claimed.map(({ alert }) => alert);
  const shown = { alerts, views: await viewsIn(db, alerts) };
  const outcome = await postSomewhere(dependencies, channel, shown);
  if (outcome.state !== "posted") {
    log.warn({ alerts: namesOf(alerts), destination: channel, ...outcome }, "Alerts were not confirmed");
    return postpone(dependencies, channel, claimed);
  }
  const { ts, channel: where } = outcome;
  await db.transaction(async (tx) => {
    const delivered = { alertIds: alerts.map(({ id }) => id), destination: channel };
    await confirmDeliveries(tx, delivered, { at: clock.now(), channel: where, ts });
    await saveShown(tx, { channel: where, ts, kind: "alert" }, shownFindings(shown.views));
  });
}

/** In the channel; where that is not fit or will not have it, to a person, so that it is not lost. */
async function postSomewhere(
  dependencies: DeliverDependencies,
  channel: string,
  shown: AlertsShown,
): Promise<PostOutcome> {
  const { db, messenger, fitnessOf } = dependencies;
  const fitness = await fitnessOf(channel);
  if (!fitness.isFit && fitness.isPassing) return { state: "not-sent", detail: fitness.why };
  if (!fitness.isFit) await pause(dependencies, channel, fitness.why);
  let outcome: PostOutcome = fitness.isFit
    ? await messenger.postAlerts(channel, shown)
    : { state: "refused", detail: fitness.why };
  if (outcome.state !== "refused") return outcome;
  const watch = await findWatch(db, channel);
  for (const person of await standInsFor(dependencies, watch?.createdBy)) {
    outcome = await messenger.postAlerts(person, shown);
    if (outcome.state !== "refused") return outcome;
  }
  return outcome;
}

/** As long as it takes everything at once, more is sent. */
async function deliverToWebhook(dependencies: DeliverDependencies): Promise<void> {
  const { webhook } = dependencies;
  if (!webhook) return;
  for (let isTaking = true; isTaking; ) {
    const claimed = await claim(dependencies, WEBHOOK, MOST_CALLS);
    const failed = claimed.length === 0 ? [] : await send(dependencies, webhook, claimed);
    await postpone(dependencies, WEBHOOK, failed);
    isTaking = claimed.length === MOST_CALLS && failed.length === 0;
  }
}

/** Answers what was not confirmed. */
async function send(
  { db, clock, log }: DeliverDependencies,
  webhook: AlertWebhook,
  claimed: readonly ClaimedDelivery[],
): Promise<readonly ClaimedDelivery[]> {
  const views: ReadonlyMap<number, FindingView> = await viewsIn(
    db,
    claimed.map(({ alert }) => alert),
  );
  const confirmed = await Promise.all(
    claimed.map(async ({ alert, tries }) => {
      const answer = await webhook.send(alert, views);
      if (answer === "confirmed") {
        const delivered = { alertIds: [alert.id], destination: WEBHOOK };
        await confirmDeliveries(db, delivered, { at: clock.now() });
        return true;
      }
      log.warn({ alert: alertName(alert.id), tries, ...answer }, "The webhook did not confirm an alert");
      return false;
    }),
  );
  return claimed.filter((_, index) => !confirmed[index]);
}

function claim(
  { db, clock }: DeliverDependencies,
  destination: string,
  limit: number,
): Promise<readonly ClaimedDelivery[]> {
  const now = clock.now();
  return claimDeliveries(db, destination, {
    now,
    until: new Date(now.getTime() + CLAIM_MILLISECONDS),
    limit,
  });
}

async function postpone(
  { db, clock }: DeliverDependencies,
  destination: string,
  claimed: readonly ClaimedDelivery[],
): Promise<void> {
  if (claimed.length === 0) return;
  const now = clock.now().getTime();
  const postponed = claimed.map(({ alert, tries }) => ({
    alertId: alert.id,
    until: new Date(now + (RESTS[tries - 1] ?? LAST_REST)),
  }));
  await postponeDeliveries(db, destination, postponed);
}

function namesOf(alerts: readonly Alert[]): readonly string[] {
  return alerts.map(({ id }) => alertName(id));
}
