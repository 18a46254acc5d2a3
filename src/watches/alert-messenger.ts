import type { FindingView } from "../domain/finding-view.ts";
import type { Alert, Watch } from "../domain/watch.ts";
import type { PostedMessage, PostOutcome } from "../outbox/post-outcome.ts";

/** Alerts as a message shows them, with the findings that they are about as they are now, by id. */
export interface AlertsShown {
  readonly alerts: readonly Alert[];
  readonly views: ReadonlyMap<number, FindingView>;
}

/** Tells people that something is wrong now. Never rejects where an outcome says what happened. */
export interface AlertMessenger {
  /** All of them in one message; at least one. */
  postAlerts(channel: string, shown: AlertsShown): Promise<PostOutcome>;
  /** Shows them with their findings as they are now; false if the message is not there any more. Rejects if Slack refuses. */
  updateAlerts(message: PostedMessage, shown: AlertsShown): Promise<boolean>;
  /** Tells a watch's owner directly that it is paused, and why. */
  postPaused(person: string, watch: Watch, why: string): Promise<PostOutcome>;
  /** Offers an operator the first watch, in one of the channels that the configuration lists. */
  postOffer(person: string, channels: readonly string[]): Promise<PostOutcome>;
}

/** Delivers alerts to something that calls people, such as a pager. */
export interface AlertWebhook {
  /** `confirmed`: it answered that it has it. Otherwise why not, for the log. Never rejects. */
  send(
    alert: Alert,
    views: ReadonlyMap<number, FindingView>,
  ): Promise<"confirmed" | { readonly why: string }>;
}
