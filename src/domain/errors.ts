/**
 * The base of every error that rootcheck raises on purpose. A subclass stands beside what throws it; its
 * message says what was wanted, what was found and what to do. The text for Slack is made in slack/.
 */
export class RootcheckError extends Error {
  /** A stable word for logs, metrics and tests; never shown to a user. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
