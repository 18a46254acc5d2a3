import { expect, test } from "vitest";
import { messageOf, RootcheckError } from "../../src/domain/errors.ts";

class OutOfPaperError extends RootcheckError {
  constructor(cause: unknown) {
    super("out-of-paper", "The printer has no paper. Put some in.", { cause });
  }
}

test("an error goes by its class, has a code, and keeps its cause", () => {
  const cause = new Error("tray empty");
  const error = new OutOfPaperError(cause);
  expect(error).toBeInstanceOf(RootcheckError);
  expect(error).toMatchObject({ name: "OutOfPaperError", code: "out-of-paper", cause });
  expect(String(error)).toBe("OutOfPaperError: The printer has no paper. Put some in.");
});

test.each([
  [new Error("no"), "no"],
  ["no", "no"],
  [undefined, "undefined"],
  [404, "404"],
])("the message of %s", (thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});
