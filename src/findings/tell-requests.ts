import type { Clock } from "../clock.ts";
import { findingName } from "../domain/finding.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { Log } from "../log.ts";
import { postOnce } from "../outbox/post-once.ts";
import type { Database } from "../store/database.ts";
import { viewOf } from "../store/finding-views.ts";
import { findFinding, listEventsSince } from "../store/findings.ts";
import {
  listAnsweredRequests,
  listUnaskedRequests,
  saveRequestMessage,
  settleRequestMessage,
} from "../store/request-messages.ts";
import { findNewestShowing } from "../store/shown-findings.ts";
import type { FindingMessenger } from "./finding-messenger.ts";

export interface TellRequestsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly messenger: Pick<FindingMessenger, "postRequest" | "updateRequest">;
  /** Users and user groups who may allow what a request asks for. */
  readonly whoMayAnswer: (view: FindingView) => readonly string[];
  /** The people behind some users and user groups; whoever cannot be resolved is left out. */
  readonly peopleIn: (ids: readonly string[]) => Promise<readonly string[]>;
}

/** More would be a circular, not a question. */
const MOST_PEOPLE = 10;

/**
 * Asks whoever may allow what was requested: in the thread of the newest message that shows the finding, else directly;
 * and turns what asked into the outcome once there is one. Safe to repeat, and for several processes at once.
 */
export async function tellRequests(dependencies: TellRequestsDependencies): Promise<void> {
  const { db, messenger } = dependencies;
  for (const { findingId, version } of await listUnaskedRequests(db)) {
    const finding = await findFinding(db, findingId);
    if (finding?.request) await ask(dependencies, await viewOf(db, finding), version);
  }
  for (const message of await listAnsweredRequests(db)) {
    const finding = await findFinding(db, message.findingId);
    const answer = await answerTo(db, message);
    if (finding && answer) await messenger.updateRequest(message, await viewOf(db, finding), answer);
    await settleRequestMessage(db, message);
  }
}

async function ask(
  dependencies: TellRequestsDependencies,
  view: FindingView,
  version: number,
): Promise<void> {
  const { db, messenger, whoMayAnswer, peopleIn, log } = dependencies;
  const { id, request } = view.finding;
  const approvers = whoMayAnswer(view);
  const shown = await findNewestShowing(db, id);
  const places = shown
    ? [{ channel: shown.channel, threadTs: shown.ts }]
    : (await peopleIn(approvers))
        .filter((person) => person !== request?.by)
        .slice(0, MOST_PEOPLE)
        .map((channel) => ({ channel }));
  if (places.length === 0) log.warn({ finding: findingName(id) }, "There is nobody to ask about a request");
  for (const place of places) {
    const posted = await postOnce(dependencies, {
      key: `request of ${findingName(id)} version ${version} in ${place.channel}`,
      post: () => messenger.postRequest(place, view, approvers),
    });
    if (typeof posted === "object") await saveRequestMessage(db, { findingId: id, version, ...posted });
  }
}

/** The event that ended a request. */
async function answerTo(
  db: Database,
  { findingId, version }: { readonly findingId: number; readonly version: number },
): Promise<FindingEvent | undefined> {
  const later = await listEventsSince(db, findingId, version);
  return later.find(({ event }) => event.what.kind !== "re-checked" && event.what.kind !== "worsened")?.event;
}
