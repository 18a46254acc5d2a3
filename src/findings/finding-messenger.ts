import type { FindingEvent } from "../domain/finding-events.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { PostedMessage, PostOutcome } from "../outbox/post-outcome.ts";

/** A reminder to one person of what is theirs, at most one message a day. */
export interface Reminder {
  readonly to: string;
  /** The findings by why they are mentioned now. */
  readonly items: readonly {
    readonly view: FindingView;
    readonly why: "due tomorrow" | "due today" | "overdue" | "overdue, told as the owner's lead";
  }[];
}

/** Tells people about findings. Never rejects where an outcome says what happened. */
export interface FindingMessenger {
  /** Adds what happened to the thread of a message that shows the finding; mentions nobody. */
  recordInThread(message: PostedMessage, view: FindingView, event: FindingEvent): Promise<PostOutcome>;
  /** Asks in a thread, or in direct messages, whoever may answer a request. */
  postRequest(
    place: { readonly channel: string; readonly threadTs?: string },
    view: FindingView,
    approvers: readonly string[],
  ): Promise<PostOutcome>;
  /** Turns a request's message into its outcome. False if it is not there any more; rejects if Slack refuses. */
  updateRequest(message: PostedMessage, view: FindingView, outcome: FindingEvent): Promise<boolean>;
  /** Tells somebody directly what became of their request. */
  postAnswer(person: string, view: FindingView, outcome: FindingEvent): Promise<PostOutcome>;
  postReminder(reminder: Reminder): Promise<PostOutcome>;
  /** Critical findings that nobody owns half an hour after they were found; at least one. */
  postUnownedAlert(place: string, views: readonly FindingView[]): Promise<PostOutcome>;
  /** Shows in an alert what nobody owns still. False if it is not there any more; rejects if Slack refuses. */
  updateUnownedAlert(message: PostedMessage, views: readonly FindingView[]): Promise<boolean>;
}
