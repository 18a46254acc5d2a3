import type { Clock } from "../clock.ts";
import { findingName } from "../domain/finding.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { Log } from "../log.ts";
import type { PostedMessage, PostOutcome } from "../outbox/post-outcome.ts";
import { type AlertTry, forgetAlertTries, listAlertTries, saveAlertTry } from "../store/alert-tries.ts";
import type { Database } from "../store/database.ts";
import { viewsOf } from "../store/finding-views.ts";
import { findFindings } from "../store/findings.ts";
import { claimMilestone } from "../store/milestones.ts";
import { listUnowned, saveReminded } from "../store/reminders.ts";
import { listNewestShowing, saveShown } from "../store/shown-findings.ts";
import type { FindingMessenger } from "./finding-messenger.ts";

export interface AlertUnownedDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly messenger: Pick<FindingMessenger, "postUnownedAlert">;
  /** The channels that the configuration lists. */
  readonly channels: readonly string[];
  /** Whether posture may be posted to a channel, asked now. */
  readonly mayShow: (channel: string) => Promise<boolean>;
  /** Users and user groups who may take a finding on. */
  readonly operators: readonly string[];
  /** The people behind some users and user groups; whoever cannot be resolved is left out. */
  readonly peopleIn: (ids: readonly string[]) => Promise<readonly string[]>;
}

const MINUTE_MILLISECONDS = 60_000;

/** For so long a critical finding may be without anybody who has taken it on. */
const PATIENCE_MILLISECONDS = 30 * MINUTE_MILLISECONDS;

/** For so long one process alone sees to it. */
const CLAIM_MILLISECONDS = 55_000;

/** How long to wait after the first try of which nobody knows whether it arrived, after the second, and ever after. */
const RESTS_MINUTES = [1, 5, 15] as const;

/** After so many tries in one place the next one has its turn. */
const MOST_TRIES = 3;

/** Where no channel is fit, so many operators are told directly, all of them. */
const MOST_PEOPLE = 5;

/**
 * Alerts of critical findings that nobody has taken on for half an hour, at any hour. An alert is repeated, ever more
 * slowly, until Slack has confirmed it; it may so come twice, and names the findings.
 */
export async function alertUnowned(dependencies: AlertUnownedDependencies): Promise<void> {
  const { db, clock } = dependencies;
  const now = clock.now();
  const unowned = await listUnowned(db, new Date(now.getTime() - PATIENCE_MILLISECONDS));
  if (unowned.length === 0) return;
  const until = new Date(now.getTime() + CLAIM_MILLISECONDS);
  if (!(await claimMilestone(db, "alerts of what nobody owns", { now, until }))) return;
  const ids = unowned.map(({ id }) => id);
  const tries = await listAlertTries(db, ids);
  const due = ids.filter((id) => !isResting(ofFinding(tries, id), now));
  if (due.length === 0) return;
  const views = await viewsOf(db, await findFindings(db, due));
  await alert(dependencies, {
    views,
    tries: tries.filter(({ findingId }) => due.includes(findingId)),
    at: now,
  });
}

function ofFinding(tries: readonly AlertTry[], id: number): readonly AlertTry[] {
  return tries.filter(({ findingId }) => findingId === id);
}

function isResting(tries: readonly AlertTry[], now: Date): boolean {
  const times = [...new Set(tries.map(({ at }) => at.getTime()))];
  if (times.length === 0) return false;
  const rest = RESTS_MINUTES[Math.min(times.length, RESTS_MINUTES.length) - 1] ?? 0;
  return now.getTime() < Math.max(...times) + rest * MINUTE_MILLISECONDS;
}

interface Alert {
  readonly views: readonly FindingView[];
  /** What was tried before. */
  readonly tries: readonly AlertTry[];
  readonly at: Date;
}

/** One message for all of them: in the first channel that takes it, else to operators. */
async function alert(dependencies: AlertUnownedDependencies, alerting: Alert): Promise<void> {
  const { log, operators, peopleIn } = dependencies;
  const channels = await fitChannels(dependencies, alerting.views);
  const people = (await peopleIn(operators)).slice(0, MOST_PEOPLE);
  const isStartedOver = [...channels, ...people].every((place) => isTired(alerting.tries, place));
  const isLeft = (place: string) => isStartedOver || !isTired(alerting.tries, place);
  for (const channel of channels.filter(isLeft))
    if ((await post(dependencies, channel, alerting)) !== "refused") return;
  const outcomes: string[] = [];
  for (const person of people.filter(isLeft)) outcomes.push(await post(dependencies, person, alerting));
  if (outcomes.includes("posted")) return;
  log.error({ findings: namesOf(alerting) }, "Nobody could be alerted of critical findings that nobody owns");
}

function isTired(tries: readonly AlertTry[], place: string): boolean {
  const here = tries.filter((each) => each.place === place).map(({ at }) => at.getTime());
  return new Set(here).size >= MOST_TRIES;
}

/** The channels that show the first of them, the newest first, then those that are listed. */
async function fitChannels(
  { db, channels, mayShow }: AlertUnownedDependencies,
  views: readonly FindingView[],
): Promise<readonly string[]> {
  const [first] = views;
  const showing = first ? await listNewestShowing(db, first.finding.id) : [];
  const all = [...new Set([...showing.map(({ channel }) => channel), ...channels])];
  const fit = await Promise.all(all.map(mayShow));
  return all.filter((_, index) => fit[index]);
}

async function post(
  dependencies: AlertUnownedDependencies,
  place: string,
  alerting: Alert,
): Promise<PostOutcome["state"]> {
  const { db, log, messenger } = dependencies;
  const { views, at } = alerting;
  const outcome = await messenger.postUnownedAlert(place, views);
  if (outcome.state === "posted") await savePosted(dependencies, { ...outcome, place }, alerting);
  else {
    log.warn({ findings: namesOf(alerting), place, ...outcome }, "An alert was not confirmed");
    const findingIds = views.map(({ finding }) => finding.id);
    if (outcome.state !== "not-sent") await saveAlertTry(db, { findingIds, place, at });
  }
  return outcome.state;
}

async function savePosted(
  { db }: AlertUnownedDependencies,
  { channel, ts, place }: PostedMessage & { readonly place: string },
  { views, at }: Alert,
): Promise<void> {
  const shown = views.map(({ finding }) => ({ findingId: finding.id, version: finding.version }));
  const told = shown.map(({ findingId }) => ({ findingId, key: "unowned", person: place }));
  await saveReminded(db, told, at);
  await saveShown(db, { channel, ts, kind: "unowned" }, shown);
  await forgetAlertTries(
    db,
    shown.map(({ findingId }) => findingId),
  );
}

function namesOf({ views }: Alert): readonly string[] {
  return views.map(({ finding }) => findingName(finding.id));
}
