/** Slack says no: the word that its answer carries in `error`, and what it adds to explain it. */
export class SlackRefusal extends Error {
  readonly error: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(error: string, details: Readonly<Record<string, unknown>> = {}) {
    super(error);
    this.name = "SlackRefusal";
    this.error = error;
    this.details = details;
  }
}

/** The lines in `response_metadata.messages` with which Slack says what it did not like. */
export function withMessages(error: string, messages: readonly string[]): SlackRefusal {
  return new SlackRefusal(error, {
    response_metadata: { messages: messages.map((line) => `[ERROR] ${line}`) },
  });
}

/** Somebody asked the control interface for what no person could do in Slack; the message says why not. */
export class ControlRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ControlRefusal";
  }
}
