import { RootcheckError } from "../../domain/errors.ts";

/** A button carries a value that no message of this release has. */
export class UnknownButtonError extends RootcheckError {
  constructor() {
    super("unknown_button", "This button is from an older message. Ask for the account again.");
  }
}
