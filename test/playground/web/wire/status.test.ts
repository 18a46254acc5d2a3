import { expect, test } from "vitest";
import { statusOf } from "../../../../src/playground/web/wire/status.ts";
import { unfolded } from "../../../../src/playground/web/wire/unfolded.ts";

test.each([
  [{ ok: true, ts: "1" }, "ok", false],
  [{ ok: false, error: "no_text" }, "no_text", true],
  [{ outcome: "acknowledged", httpStatus: 200 }, "acknowledged", false],
  [{ outcome: "timeout" }, "timeout", true],
  [{ httpStatus: 429, retryAfter: 3 }, "429", true],
  [{ connection: "cut" }, "cut", true],
  [{}, "trouble", true],
  ["OK - 12", "ok", false],
  ["ok", "ok", false],
  ["Upload refused", "Upload refused", true],
  [null, "no answer", true],
])("%j is told as %s", (answered, word, isTrouble) => {
  expect(statusOf({ answered })).toEqual({ word, isTrouble });
});

test("JSON that travels as text is opened up, and other text is left alone", () => {
  const sent = { blocks: '[{"text":"{not json"}]', text: "[a]", list: [1, null, '{"a":"1"}'] };
  expect(unfolded(sent)).toEqual({
    blocks: [{ text: "{not json" }],
    text: "[a]",
    list: [1, null, { a: "1" }],
  });
});
