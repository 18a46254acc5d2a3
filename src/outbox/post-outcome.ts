import { RootcheckError } from "../domain/errors.ts";

/** Slack will not have a message edited, though it does not say that the message is gone. */
export class EditRefusedError extends RootcheckError {
  /** In Slack's own word. */
  readonly refusal: string;

  constructor(refusal: string) {
    super(
      "edit_refused",
      `Slack was asked to edit a message and refused: ${refusal}. It is tried again later.`,
    );
    this.refusal = refusal;
  }
}

/** Where a message went. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
}

/** What became of an attempt to post. */
export type PostOutcome =
  | ({ readonly state: "posted" } & PostedMessage)
  /** The call broke off after it may have taken effect. */
  | { readonly state: "uncertain"; readonly detail: string }
  /** Slack was never reached, so the message cannot be there. */
  | { readonly state: "not-sent"; readonly detail: string }
  /** Slack said no, in its own word: `not_in_channel`. */
  | { readonly state: "refused"; readonly detail: string };
