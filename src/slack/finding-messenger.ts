import type { People } from "../access/access.ts";
import { isGroup } from "../access/roles.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import type { FindingMessenger } from "../findings/finding-messenger.ts";
import type { Log } from "../log.ts";
import { post, update } from "./post.ts";
import type { PostingDependencies } from "./post-outcome.ts";
import { recordMessage } from "./views/finding-record.ts";
import { reminderMessage, unownedAlert } from "./views/reminder.ts";
import { requestMessage, requestOutcomeMessage } from "./views/request.ts";

export interface FindingMessengerDependencies extends PostingDependencies {
  readonly people: Pick<People, "detailsOf">;
  readonly log: Log;
}

/** Tells people about findings in Slack. */
export function createFindingMessenger(dependencies: FindingMessengerDependencies): FindingMessenger {
  const { people, clock, log } = dependencies;

  /** A mention would call people to every step of everything that they have ever touched. */
  async function plainName(id: string): Promise<string> {
    if (isGroup(id)) return "a user group";
    try {
      return (await people.detailsOf(id)).name;
    } catch (error) {
      log.warn({ err: error, user: id }, "Slack could not say what somebody is called");
      return "somebody";
    }
  }

  async function namesIn({ by, what }: FindingEvent): Promise<ReadonlyMap<string, string>> {
    const ids = [by, "to" in what ? what.to : undefined].filter((id) => id !== undefined);
    return new Map(await Promise.all(ids.map(async (id) => [id, await plainName(id)] as const)));
  }

  return {
    async recordInThread({ channel, ts }, view, event) {
      const names = await namesIn(event);
      const message = recordMessage(view, event, (id) => names.get(id) ?? "somebody");
      return post(dependencies, { channel, threadTs: ts }, message);
    },
    postRequest: (place, view, approvers) =>
      post(dependencies, place, requestMessage(view, approvers, clock.now())),
    updateRequest: (message, view, outcome) =>
      update(dependencies, message, requestOutcomeMessage(view, outcome)),
    postAnswer: (person, view, outcome) =>
      post(dependencies, { channel: person }, requestOutcomeMessage(view, outcome)),
    postReminder: (reminder) =>
      post(dependencies, { channel: reminder.to }, reminderMessage(reminder, clock.now())),
    postUnownedAlert: (channel, views) => post(dependencies, { channel }, unownedAlert(views, clock.now())),
    updateUnownedAlert: (message, views) => update(dependencies, message, unownedAlert(views, clock.now())),
  };
}
