import type { Clock } from "../clock.ts";
import { findingName } from "../domain/finding.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { Log } from "../log.ts";
import { isDirect } from "../outbox/channel-fitness.ts";
import { postOnce } from "../outbox/post-once.ts";
import { EditRefusedError } from "../outbox/post-outcome.ts";
import type { Database } from "../store/database.ts";
import { viewOf } from "../store/finding-views.ts";
import { findFinding, listEventsSince } from "../store/findings.ts";
import {
  listAnsweredRequests,
  listOutdatedRequestMessages,
  listUnaskedRequests,
  type RequestMade,
  type RequestMessage,
  saveRequestMessage,
  saveRequestTold,
  settleRequestMessage,
} from "../store/request-messages.ts";
import { listNewestShowing } from "../store/shown-findings.ts";
import { eachByItself } from "./each-by-itself.ts";
import type { FindingMessenger } from "./finding-messenger.ts";

export interface TellRequestsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly messenger: Pick<FindingMessenger, "postRequest" | "updateRequest" | "postAnswer">;
  /** Users and user groups who may allow what a request asks for. */
  readonly whoMayAnswer: (view: FindingView) => readonly string[];
  /** The people behind some users and user groups; whoever cannot be resolved is left out. */
  readonly peopleIn: (ids: readonly string[]) => Promise<readonly string[]>;
  /** Whether posture may be posted to a channel, asked now. */
  readonly mayShow: (channel: string) => Promise<boolean>;
}

/** More would be a circular, not a question. */
const MOST_PEOPLE = 10;

/**
 * Asks whoever may allow what was requested: in the thread of the newest message in a channel that shows the finding,
 * else directly. Turns what asked into the outcome once there is one, and tells it to whoever had requested. Each by
 * itself; safe to repeat, and for several processes at once.
 */
export async function tellRequests(dependencies: TellRequestsDependencies): Promise<void> {
  const { db, clock } = dependencies;
  const tellings = [
    async () => eachByItself(await listUnaskedRequests(db), (made) => ask(dependencies, made)),
    async () => {
      const outdated = await listOutdatedRequestMessages(db, clock.now());
      await eachByItself(outdated, (message) => settle(dependencies, message));
    },
    async () => eachByItself(await listAnsweredRequests(db), (made) => tellRequester(dependencies, made)),
  ];
  await eachByItself(tellings, (tell) => tell());
}

/** Where the channel does not take it, people are asked directly; one attempt each, however it ends. */
async function ask(dependencies: TellRequestsDependencies, made: RequestMade): Promise<void> {
  const { db, whoMayAnswer, log } = dependencies;
  const finding = await findFinding(db, made.findingId);
  if (!finding?.request) return;
  const view = await viewOf(db, finding);
  const asking = { view, made, approvers: whoMayAnswer(view) };
  const inChannel = await channelShowing(dependencies, made.findingId);
  let asked = await askIn(dependencies, asking, inChannel);
  if (asked === "nobody") asked = await askIn(dependencies, asking, await directly(dependencies, asking));
  if (asked === "under way") return;
  if (asked === "nobody")
    log.error({ finding: findingName(made.findingId) }, "Nobody could be asked about a request");
  await saveRequestTold(db, made, "request");
}

interface Asking {
  readonly view: FindingView;
  readonly made: RequestMade;
  readonly approvers: readonly string[];
}

type Place = Parameters<FindingMessenger["postRequest"]>[0];

async function askIn(
  dependencies: TellRequestsDependencies,
  { view, made, approvers }: Asking,
  places: readonly Place[],
): Promise<"somebody" | "nobody" | "under way"> {
  const outcomes: unknown[] = [];
  await eachByItself(places, async (place) => {
    const posted = await postOnce(dependencies, {
      key: `request of ${findingName(made.findingId)} version ${made.version} in ${place.channel}`,
      post: () => dependencies.messenger.postRequest(place, view, approvers),
    });
    if (typeof posted === "object") await saveRequestMessage(dependencies.db, { ...made, ...posted });
    outcomes.push(posted);
  });
  if (outcomes.includes("under way")) return "under way";
  return outcomes.some((outcome) => outcome !== "failed") ? "somebody" : "nobody";
}

/** The newest message in a channel that all who read it may see; none, or one. */
async function channelShowing(
  { db, mayShow }: TellRequestsDependencies,
  findingId: number,
): Promise<readonly Place[]> {
  for (const { channel, ts } of await listNewestShowing(db, findingId))
    if (await mayShow(channel)) return [{ channel, threadTs: ts }];
  return [];
}

async function directly(
  { peopleIn }: TellRequestsDependencies,
  { approvers, view }: Asking,
): Promise<readonly Place[]> {
  const people = (await peopleIn(approvers)).filter((person) => person !== view.finding.request?.by);
  return people.slice(0, MOST_PEOPLE).map((channel) => ({ channel }));
}

async function settle(dependencies: TellRequestsDependencies, message: RequestMessage): Promise<void> {
  const { db, clock, messenger, mayShow } = dependencies;
  // Since it was asked there other companies may have come to read the channel: it stays as it was for now.
  if (!isDirect(message.channel) && !(await mayShow(message.channel)))
    return settleRequestMessage(db, message, { refusedAt: clock.now() });
  const finding = await findFinding(db, message.findingId);
  const { answer } = await endOf(db, message);
  try {
    if (finding && answer) await messenger.updateRequest(message, await viewOf(db, finding), answer);
  } catch (error) {
    if (error instanceof EditRefusedError)
      await settleRequestMessage(db, message, { refusedAt: clock.now() });
    throw error;
  }
  await settleRequestMessage(db, message);
}

/** What somebody else decided, or nobody in time; of all else the finding's messages tell. */
const WORTH_TELLING: ReadonlySet<string> = new Set<FindingEvent["what"]["kind"]>([
  "approve",
  "decline",
  "lapsed",
]);

async function tellRequester(dependencies: TellRequestsDependencies, made: RequestMade): Promise<void> {
  const { db, messenger } = dependencies;
  const finding = await findFinding(db, made.findingId);
  const { requester, answer } = await endOf(db, made);
  if (finding && requester && answer && WORTH_TELLING.has(answer.what.kind)) {
    const view = await viewOf(db, finding);
    const told = await postOnce(dependencies, {
      key: `answer to ${findingName(made.findingId)} version ${made.version} for ${requester}`,
      post: () => messenger.postAnswer(requester, view, answer),
    });
    if (told === "under way") return;
  }
  await saveRequestTold(db, made, "answer");
}

/** What happens to a finding while a request about it goes on waiting. */
const BESIDE: ReadonlySet<string> = new Set<FindingEvent["what"]["kind"]>([
  "acknowledge",
  "assign",
  "snooze",
  "re-checked",
  "worsened",
  "clock started",
]);

/** Who had made a request, and the event that ended it. */
async function endOf(
  db: Database,
  { findingId, version }: RequestMade,
): Promise<{ readonly requester?: string; readonly answer?: FindingEvent }> {
  const [asked, ...later] = await listEventsSince(db, findingId, version - 1);
  const requester = asked?.event.by;
  const answer = (
    later.find(({ event }) => !BESIDE.has(event.what.kind)) ??
    later.find(({ event }) => event.what.kind === "worsened")
  )?.event;
  return { ...(requester && { requester }), ...(answer && { answer }) };
}
